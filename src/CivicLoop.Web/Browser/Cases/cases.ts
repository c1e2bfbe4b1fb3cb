// The desk, the list of cases and the page of one. All of it works without this.
import "./cases.css";
import "./desk.css";
import { bulk } from "./bulk";

bulk();

// A link to an act opens its form and goes to its first field.
function openAsked(): void {
  const asked = location.hash.startsWith("#act-") ? document.getElementById(location.hash.slice(1)) : null;
  if (asked instanceof HTMLDetailsElement) asked.open = true;
}
openAsked();
window.addEventListener("hashchange", openAsked);

// Choosing a unit by hand is choosing "by hand".
for (const select of document.querySelectorAll<HTMLSelectElement>("select[name=unit-by-hand]")) {
  select.addEventListener("change", () => {
    const byHand = select.form?.querySelector<HTMLInputElement>("input[name=unit][value=hand]");
    if (byHand && select.value) byHand.checked = true;
  });
}

// A filter answers as soon as it is chosen; without script there is the button.
for (const form of document.querySelectorAll<HTMLFormElement>("form.filters")) {
  form.addEventListener("change", (event) => {
    if ((event.target as HTMLElement).matches("select, input[type=checkbox]")) form.requestSubmit();
  });
  // What was not chosen does not belong into the address.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}

document.getElementById("refused")?.focus();

// On a phone the filter would fill the first screen; its sentence stands below in any case.
if (matchMedia("(max-width: 767.98px)").matches) document.querySelector(".filters-fold")?.removeAttribute("open");
