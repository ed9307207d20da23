element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-source]");
  if (!button) return;
  for (const one of document.querySelectorAll("[data-opened-source]"))
    one.removeAttribute("data-opened-source");
  button.dataset.openedSource = "";
  const { source, start, end, id } = button.dataset;
  trigger("click", { document: source, start: Number(start), end: Number(end), id });
});
