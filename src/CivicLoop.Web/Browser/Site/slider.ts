// Before and after on one slider: <div class="pair" data-slider="label"><figure>…</figure><figure>…</figure></div>.
// Without script the two photos stand side by side.

export function sliders(): void {
  for (const pair of document.querySelectorAll<HTMLElement>(".pair[data-slider]")) {
    if (pair.querySelectorAll(":scope > figure img").length !== 2) continue;
    const range = document.createElement("input");
    range.type = "range";
    range.min = "0";
    range.max = "100";
    range.value = "50";
    range.className = "pair-range";
    range.setAttribute("aria-label", pair.dataset.slider || "");
    const show = () => pair.style.setProperty("--cut", `${range.value}%`);
    range.addEventListener("input", show);
    pair.classList.add("pair-slides");
    pair.append(range);
    show();
  }
}
