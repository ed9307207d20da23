const numbers = new Intl.NumberFormat(document.documentElement.lang);
const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
const state = { wanted: "", column: -1, kind: "text", upwards: true, leaving: false };

const rows = () => [...element.querySelectorAll("tbody tr")];

const filter = () => {
  const parts = state.wanted.toLowerCase().normalize("NFKC").split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows()) {
    const text = row.textContent.toLowerCase().normalize("NFKC");
    row.hidden = !parts.every((part) => text.includes(part));
    shown += row.hidden ? 0 : 1;
  }
  const counted = element.querySelector("[data-counted]");
  if (!counted) return;
  const all = parts.length === 0;
  counted.textContent = all ? "" : counted.dataset.counted.replace("{shown}", numbers.format(shown));
  element.querySelector(".none").hidden = shown > 0;
};

const key = (row) => row.cells[state.column].dataset.key;

const compare = (one, other) => {
  const [a, b] = [key(one), key(other)];
  // What is not known comes last either way.
  if (!a || !b) return Number(!a) - Number(!b);
  const order = state.kind === "number" ? a - b : words.compare(a, b);
  return state.upwards ? order : -order;
};

const sort = () => {
  if (state.column < 0 || rows().length === 0) return;
  element.querySelector("tbody").append(...rows().sort(compare));
  element.querySelectorAll("[aria-sort]").forEach((head, column) => {
    const direction = state.upwards ? "ascending" : "descending";
    head.setAttribute("aria-sort", column === state.column ? direction : "none");
  });
};

const sortBy = (button) => {
  const column = button.closest("th").cellIndex;
  state.upwards = column !== state.column || !state.upwards;
  Object.assign(state, { column, kind: button.dataset.sort });
  sort();
};

const open = (button) => {
  const row = button.closest("tr");
  for (const one of rows()) one.toggleAttribute("data-opened", one === row);
  trigger("click", { document: row.dataset.document });
};

const ask = (button) => {
  const row = button.closest("tr");
  const dialog = element.querySelector("dialog");
  dialog.dataset.document = row.dataset.document;
  dialog.querySelector(".what").textContent = row.querySelector("cite").textContent;
  dialog.querySelector(".note").textContent = button.dataset.remove;
  dialog.showModal();
};

const acts = {
  "[data-sort]": sortBy,
  "[data-view]": open,
  "[data-remove]": ask,
  "[data-cancel]": (button) => button.closest("dialog").close(),
  "[data-confirm]": (button) => {
    const dialog = button.closest("dialog");
    dialog.close();
    state.leaving = true;
    trigger("delete", { document: dialog.dataset.document });
  },
};

element.addEventListener("click", (event) => {
  for (const [chosen, act] of Object.entries(acts)) {
    const button = event.target.closest(chosen);
    if (button) act(button);
  }
});
element.addEventListener("input", (event) => {
  if (event.target.type !== "search") return;
  state.wanted = event.target.value;
  filter();
});
// A new list is filtered and sorted as the one before.
watch("value", () => {
  const box = element.querySelector("[type=search]");
  if (box) box.value = state.wanted;
  filter();
  sort();
  // The button that was pressed has gone with its row.
  if (state.leaving) (box ?? element.closest("#sources").querySelector("button")).focus();
  state.leaving = false;
});
