(() => {
  const PLACE = "assistant-conversations";
  const MOST = 20;
  const ROOM = 1_500_000;

  const read = () => {
    try {
      const rows = JSON.parse(localStorage.getItem(PLACE));
      return Array.isArray(rows) ? rows : [];
    } catch {
      return [];
    }
  };

  const write = (rows) => {
    try {
      localStorage.setItem(PLACE, JSON.stringify(rows));
    } catch (error) {
      console.warn("Conversations cannot be kept", error);
    }
  };

  // Other tabs write here too, so that each puts in its own conversation and leaves the others.
  // What does not fit is left out, the rest stays.
  const keep = (row) => {
    let room = ROOM;
    const all = [row, ...read().filter((one) => one?.id !== row.id)].slice(0, MOST);
    write(all.filter((one) => {
      const size = JSON.stringify(one).length;
      if (size > room) return false;
      room -= size;
      return true;
    }));
  };

  const remove = (ids) => write(read().filter((one) => !ids.includes(one?.id)));

  return { read, remove, keep };
})()
