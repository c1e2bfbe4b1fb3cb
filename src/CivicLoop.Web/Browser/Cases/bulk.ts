// Ticking cases of the list: how many there are, all of the page at once, a stretch of them with shift.
// <div data-bulk> stands in the form; the boxes are .pick.

export function bulk(): void {
  const bar = document.querySelector<HTMLElement>("[data-bulk]");
  const form = bar?.closest("form");
  if (!bar || !form) return;
  const boxes = [...form.querySelectorAll<HTMLInputElement>("input.pick")];
  const count = bar.querySelector<HTMLElement>("[data-bulk-count]")!;
  const all = bar.querySelector<HTMLButtonElement>("[data-bulk-all]")!;
  let last: number | undefined;

  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    count.textContent = count.dataset.bulkCount!.replace("{0}", `${ticked}`);
    bar.classList.toggle("bulk-some", ticked > 0);
    for (const box of boxes) box.closest("tr")?.classList.toggle("ticked", box.checked);
  };

  all.hidden = false;
  all.addEventListener("click", () => {
    const every = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !every;
    tell();
  });
  boxes.forEach((box, at) =>
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last !== undefined)
        for (const one of boxes.slice(Math.min(last, at), Math.max(last, at) + 1)) one.checked = box.checked;
      last = at;
      tell();
    }),
  );
  // The back button brings the ticks back after the page has been shown.
  addEventListener("pageshow", tell);
  tell();
}
