// A pin in the middle of a map: the ground moves under it, by finger, mouse or arrow keys. The map is fetched only by
// whoever asks for it.
import type { View } from "../Maps/view";

export function pin(form: HTMLFormElement, take: (lon: number, lat: number) => void): void {
  const part = form.querySelector<HTMLElement>("[data-pin]");
  if (!part) return;
  const open = part.querySelector<HTMLButtonElement>("[data-pin-open]")!;
  const sheet = part.querySelector<HTMLElement>("[data-pin-sheet]")!;
  const says = part.querySelector<HTMLElement>("[data-pin-says]")!;
  part.hidden = false;
  open.addEventListener("click", () => {
    open.disabled = true;
    sheet.hidden = false;
    void show(form, part, take, says).catch(() => {
      sheet.hidden = true;
      open.disabled = false;
      says.textContent = says.dataset.failed!;
    });
  });
}

async function show(form: HTMLFormElement, part: HTMLElement, take: (lon: number, lat: number) => void, says: HTMLElement): Promise<void> {
  const { draw } = await import("./pin-map");
  const number = (id: string): number => Number.parseFloat(form.querySelector<HTMLInputElement>(`#${id}`)!.value);
  const begin: [number, number] | null =
    Number.isFinite(number("lon")) && Number.isFinite(number("lat")) && form.querySelector<HTMLSelectElement>("#system")!.value === "WGS84"
      ? [number("lon"), number("lat")]
      : null;
  const map = draw(part.querySelector<HTMLElement>("[data-pin-map]")!, JSON.parse(part.dataset.pin!) as View, begin);
  part.querySelector("[data-pin-take]")!.addEventListener("click", () => {
    const { lng, lat } = map.getCenter();
    take(lng, lat);
    says.textContent = says.dataset.done!;
  });
}
