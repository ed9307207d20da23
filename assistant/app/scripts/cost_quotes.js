// The page's <base> would turn a link to a quote into a reload.
element.addEventListener("click", (event) => {
  const marker = event.target.closest('a[href^="#"]');
  if (!marker) return;
  event.preventDefault();
  const quote = document.getElementById(marker.getAttribute("href").slice(1));
  quote?.scrollIntoView({ block: "nearest" });
  quote?.focus({ preventScroll: true });
});
