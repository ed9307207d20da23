const language = document.documentElement.lang;
const ask = (button, id) => {
  const dialog = element.querySelector("dialog");
  dialog.dataset.id = id;
  dialog.querySelector("h3").textContent = button.dataset.ask;
  dialog.querySelector(".what").textContent = button.dataset.what;
  dialog.showModal();
};
const acts = {
  "[data-open]": (button) => trigger("select", { id: button.dataset.open }),
  "[data-forget]": (button) => ask(button, button.dataset.forget),
  "[data-cancel]": (button) => button.closest("dialog").close(),
  "[data-confirm]": (button) => {
    const dialog = button.closest("dialog");
    dialog.close();
    document.querySelector("#earlier button")?.focus();
    trigger("delete", { id: dialog.dataset.id });
  },
};
element.addEventListener("click", (event) => {
  for (const [chosen, act] of Object.entries(acts)) {
    const button = event.target.closest(chosen);
    if (button) act(button);
  }
});

const written = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const date = () => {
  for (const time of element.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (!isNaN(moment)) time.textContent = written.format(moment);
  }
};
watch("value", date);
date();
