// The score sheet: how far it is filled in, from line to line by Enter, and where one stands. All of it works without this.
import "./inspections.css";

document.getElementById("refused")?.focus();

const sheet = document.querySelector<HTMLFormElement>("form[data-sheet]");
if (sheet) {
  counts(sheet);
  steps(sheet);
  stands(sheet);
}

// ---- how many lines are answered

function counts(form: HTMLFormElement): void {
  const shown = form.querySelector<HTMLElement>("[data-count]");
  if (!shown) return;
  const items = [...form.querySelectorAll<HTMLElement>("[data-item]")];
  const answered = (item: HTMLElement): boolean =>
    [...item.querySelectorAll<HTMLInputElement>('input[name^="a."], input[name^="n."]')].some((input) =>
      input.type === "radio" || input.type === "checkbox" ? input.checked && input.value !== "" : input.value.trim() !== "",
    );
  const count = (): void => {
    const done = items.filter((item) => {
      const yes = answered(item);
      item.classList.toggle("answered", yes);
      return yes;
    });
    shown.hidden = false;
    shown.textContent = shown.dataset.count!.replace("{0}", `${done.length}`);
  };
  form.addEventListener("input", count);
  count();
}

// ---- Enter goes on to the next figure; only the button sends what was found

function steps(form: HTMLFormElement): void {
  form.addEventListener("keydown", (event) => {
    const from = event.target as HTMLElement;
    if (event.key !== "Enter" || !(from instanceof HTMLInputElement) || from.type === "file") return;
    event.preventDefault();
    const fields = [...form.querySelectorAll<HTMLInputElement>("[data-item] input:is([name^='a.'])")].filter(
      (field) => field.type !== "radio" || field.checked || !field.form?.querySelector(`[name="${CSS.escape(field.name)}"]:checked`),
    );
    const line = from.closest("[data-item]");
    const next = fields.find((field) =>
      line === field.closest("[data-item]") && from.type !== "radio"
        ? Boolean(from.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING)
        : Boolean((line ?? from).compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) && !line?.contains(field),
    );
    (next ?? form.querySelector<HTMLElement>("#note"))?.focus();
  });
}

// ---- where one stands

function stands(form: HTMLFormElement): void {
  const box = form.querySelector<HTMLElement>("[data-stood]");
  const says = form.querySelector<HTMLElement>("[data-stood-says]");
  if (!box || !says || !("geolocation" in navigator) || !window.isSecureContext) return;
  box.hidden = false;
  box.querySelector("button")!.addEventListener("click", () => {
    says.textContent = says.dataset.busy!;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        says.textContent = says.dataset.done!;
        const set = (id: string, value: string): void => {
          form.querySelector<HTMLInputElement>(`#${id}`)!.value = value;
        };
        set("lon", coords.longitude.toFixed(6));
        set("lat", coords.latitude.toFixed(6));
        set("system", "WGS84");
      },
      () => {
        says.textContent = says.dataset.failed!;
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  });
}
