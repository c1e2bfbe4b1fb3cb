// Rectangles over a photo: drawn with the mouse or a finger, and as figures that the keyboard reaches. Without this
// script the figures alone do it.
import "./public.css";

const whole = 1000;
const svg = "http://www.w3.org/2000/svg";
const sides = ["left", "top", "width", "height"] as const;

type Box = Record<(typeof sides)[number], number>;

for (const part of document.querySelectorAll<HTMLElement>("[data-mask]")) masking(part);

function masking(part: HTMLElement): void {
  const sheet = part.querySelector<SVGSVGElement>("[data-mask-sheet]")!;
  const rows = part.querySelector<HTMLElement>("[data-mask-rows]")!;
  const add = part.querySelector<HTMLButtonElement>("[data-mask-add]")!;
  const show = part.querySelector<HTMLInputElement>('input[name="show"]')!;
  const blank = rows.lastElementChild!.cloneNode(true) as HTMLElement;
  const most = Number(part.dataset.maskMost);
  part.classList.add("mask-drawing");
  part.querySelector<HTMLElement>("[data-mask-plain]")!.hidden = true;
  part.querySelector<HTMLElement>("[data-mask-drawn]")!.hidden = false;
  add.hidden = false;

  const fields = (row: Element): HTMLInputElement[] => [...row.querySelectorAll<HTMLInputElement>("input[data-side]")];
  const draw = (): void => {
    sheet.replaceChildren(
      ...[...rows.children].flatMap((row) => {
        const typed = fields(row).map((field) => Number.parseFloat(field.value) * 10);
        if (typed.some((side) => !Number.isFinite(side))) return [];
        const rect = document.createElementNS(svg, "rect");
        ["x", "y", "width", "height"].forEach((name, at) => rect.setAttribute(name, String(Math.max(0, typed[at]!))));
        return [rect];
      }),
    );
    add.disabled = rows.children.length >= most;
  };
  const number = (): void => {
    [...rows.children].forEach((row, at) => {
      for (const field of fields(row)) field.setAttribute("aria-label", field.getAttribute("aria-label")!.replace(/\d+/, String(at + 1)));
    });
  };
  const insert = (box: Box | null): HTMLElement => {
    const row = blank.cloneNode(true) as HTMLElement;
    fields(row).forEach((field, at) => (field.value = box ? percent(box[sides[at]!]) : ""));
    row.querySelector<HTMLElement>("[data-mask-drop]")!.hidden = false;
    rows.append(row);
    number();
    draw();
    return row;
  };
  // Empty rows are for whoever has no script.
  for (const row of [...rows.children]) {
    if (fields(row).every((field) => field.value === "")) row.remove();
    else row.querySelector<HTMLElement>("[data-mask-drop]")!.hidden = false;
  }
  draw();
  rows.addEventListener("input", draw);
  rows.addEventListener("click", (event) => {
    const drop = (event.target as HTMLElement).closest("[data-mask-drop]");
    if (!drop) return;
    drop.closest("li")!.remove();
    number();
    draw();
    add.focus();
  });
  add.addEventListener("click", () => {
    const middle: Box = { left: 400, top: 400, width: 200, height: 200 };
    fields(insert(middle))[0]!.focus();
    show.checked = true;
  });

  let from: { x: number; y: number } | null = null;
  let drawn: SVGRectElement | null = null;
  const at = (event: PointerEvent): { x: number; y: number } => {
    const box = sheet.getBoundingClientRect();
    const within = (value: number): number => Math.min(whole, Math.max(0, Math.round(value * whole)));
    return { x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height) };
  };
  const boxed = (to: { x: number; y: number }): Box => ({
    left: Math.min(from!.x, to.x),
    top: Math.min(from!.y, to.y),
    width: Math.abs(to.x - from!.x),
    height: Math.abs(to.y - from!.y),
  });
  sheet.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || rows.children.length >= most) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    from = at(event);
    drawn = sheet.appendChild(document.createElementNS(svg, "rect"));
  });
  sheet.addEventListener("pointermove", (event) => {
    if (!from || !drawn) return;
    const box = boxed(at(event));
    drawn.setAttribute("x", String(box.left));
    drawn.setAttribute("y", String(box.top));
    drawn.setAttribute("width", String(box.width));
    drawn.setAttribute("height", String(box.height));
  });
  const end = (event: PointerEvent): void => {
    if (!from) return;
    const box = boxed(at(event));
    drawn?.remove();
    from = drawn = null;
    // A mere touch draws nothing.
    if (box.width < 10 || box.height < 10) return draw();
    insert(box);
    show.checked = true;
  };
  sheet.addEventListener("pointerup", end);
  sheet.addEventListener("pointercancel", () => {
    drawn?.remove();
    from = drawn = null;
  });
}

function percent(thousandths: number): string {
  return String(thousandths / 10);
}

// What is covered is seen while it is drawn: no need to ask the server.
for (const look of document.querySelectorAll<HTMLElement>("[data-mask-look]")) look.hidden = true;
