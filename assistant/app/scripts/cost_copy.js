async () => {
  const held = document.querySelector("#cost-result [data-link]");
  const said = document.querySelector("#cost-said [role=status]");
  if (!held || !said) return;
  const link = `${location.origin}${location.pathname}${held.dataset.link}`;
  try {
    await navigator.clipboard.writeText(link);
    said.textContent = said.dataset.copied;
  } catch {
    said.textContent = `${said.dataset.failed} ${link}`;
  }
}
