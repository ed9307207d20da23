// Runs with a list of quotes as `element`: opens their sources, follows markers that lead to them.
const open = (button) => {
  for (const one of document.querySelectorAll("[data-opened-source]"))
    one.removeAttribute("data-opened-source");
  button.dataset.openedSource = "";
  const { source, start, end, id } = button.dataset;
  trigger("click", { document: source, start: Number(start), end: Number(end), id });
};
const lead = (quote) => {
  quote.closest("details")?.setAttribute("open", "");
  quote.scrollIntoView({ block: "nearest" });
  quote.focus({ preventScroll: true });
};
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-source]");
  if (button) open(button);
  const marker = event.target.closest('a[href^="#"]');
  if (!marker) return;
  // The page's <base> would turn a link to a quote into a reload.
  event.preventDefault();
  const quote = document.getElementById(marker.getAttribute("href").slice(1));
  if (quote) lead(quote);
});
