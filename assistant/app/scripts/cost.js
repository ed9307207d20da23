// Runs with the form as `element`: sends what is filled in, moves boxes and sliders together.
const language = () => element.querySelector("form")?.lang || "en";
const figure = (name) => element.querySelector(`input[type=text][name="${name}"]`);
const slider = (name) => element.querySelector(`input[type=range][data-of="${name}"]`);
let waiting;

const send = (kind) => {
  clearTimeout(waiting);
  const given = {};
  for (const box of element.querySelectorAll("input[type=text]")) given[box.name] = box.value;
  const chosen = (name) => element.querySelector(`input[name="${name}"]:checked`)?.value || "";
  props.value = {
    formula: element.querySelector("select").value,
    run: chosen("run"), chip: chosen("chip"), grid: chosen("grid"), given,
  };
  trigger(kind);
};
const sendSoon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => send("input"), 150);
};

const written = (value, range) => {
  if (range.dataset.calendar === "true") return String(Number(value.toPrecision(6)));
  if (value >= 1e13) {
    const [mantissa, power] = value.toExponential(2).split("e+");
    return `${Number(mantissa).toLocaleString(language())}e${power}`;
  }
  return value.toLocaleString(language(), { maximumFractionDigits: 6 });
};
const valueAt = (range) => {
  const { low, high, powers, step } = range.dataset;
  const share = range.value / range.max;
  if (powers === "true") return Number((low * (high / low) ** share).toPrecision(3));
  return Number((Number(low) + range.value * step).toPrecision(6));
};
const speak = (name) => {
  const range = slider(name), box = figure(name);
  const unit = document.getElementById(`cost-${name}-unit`).textContent;
  if (range) range.setAttribute("aria-valuetext", `${box.value || box.placeholder} ${unit}`.trim());
  element.querySelector(`[data-clear="${name}"]`).hidden = !box.value;
};

element.addEventListener("submit", (event) => event.preventDefault());
element.addEventListener("input", (event) => {
  const { type, name, dataset } = event.target;
  if (type === "range") {
    figure(dataset.of).value = written(valueAt(event.target), event.target);
    speak(dataset.of);
  } else if (type === "text") {
    if (event.isComposing) return;
    speak(name);
  } else return;
  sendSoon();
});
element.addEventListener("compositionend", (event) => {
  speak(event.target.name);
  sendSoon();
});
element.addEventListener("change", ({ target }) => {
  if (target.type === "radio" || target.tagName === "SELECT") send("select");
});
element.addEventListener("click", ({ target }) => {
  const name = target.closest("[data-clear]")?.dataset.clear;
  if (!name) return;
  figure(name).value = "";
  figure(name).focus();
  speak(name);
  send("input");
});

// A form made anew replaces attributes only: what was typed or chosen has to follow them.
watch("form", () => {
  for (const box of element.querySelectorAll("input:not([type=radio])")) {
    box.value = box.getAttribute("value") ?? "";
  }
  for (const pill of element.querySelectorAll("input[type=radio]")) {
    pill.checked = pill.hasAttribute("checked");
  }
  for (const option of element.querySelectorAll("option")) {
    option.selected = option.hasAttribute("selected");
  }
});
watch("marks", () => {
  const { places = {}, problems = {} } = props.marks;
  for (const row of element.querySelectorAll("[data-input]")) {
    const name = row.dataset.input, range = slider(name), box = figure(name);
    if (range && range !== document.activeElement && name in places) range.value = places[name];
    const said = document.getElementById(`cost-${name}-problem`);
    said.textContent = problems[name] || "";
    said.hidden = !problems[name];
    box.setAttribute("aria-invalid", String(name in problems));
  }
});
