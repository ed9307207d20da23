const { data, layout, saved } = JSON.parse(document.getElementById("drawing").textContent);
Plotly.newPlot("figure", structuredClone(data), structuredClone(layout), {
  responsive: true,
  displayModeBar: false,
});
document.getElementById("save").addEventListener("click", () =>
  Plotly.downloadImage(
    { data: structuredClone(data), layout: { ...structuredClone(layout), ...saved } },
    { format: "png", width: 1000, height: saved.height, scale: 2, filename: document.title },
  ),
);
