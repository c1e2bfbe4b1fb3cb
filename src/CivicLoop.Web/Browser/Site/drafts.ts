// Keeps what was typed into <form data-draft="name"> until the form has been taken, for this tab only.
// Photos, passwords and hidden fields are never kept.

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function keepDrafts(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    const key = `draft:${location.pathname}:${form.dataset.draft}`;
    // A refused form comes back filled in: the server's answer wins over the draft.
    if (!document.querySelector(".refusals")) restore(form, key);
    form.addEventListener("input", () => attempt(() => sessionStorage.setItem(key, JSON.stringify(values(form)))));
    form.addEventListener("submit", () => attempt(() => sessionStorage.removeItem(key)));
  }
}

function fields(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (field): field is Field =>
      (field instanceof HTMLInputElement && !["hidden", "password", "file", "submit"].includes(field.type)) ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement,
  );
}

const isChoice = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox");

function values(form: HTMLFormElement): [string, string][] {
  return fields(form)
    .filter((field) => field.name && (!isChoice(field) || field.checked))
    .map((field) => [field.name, field.value]);
}

function restore(form: HTMLFormElement, key: string): void {
  attempt(() => {
    const kept = sessionStorage.getItem(key);
    if (!kept) return;
    const saved = JSON.parse(kept) as [string, string][];
    for (const field of fields(form)) {
      const mine = saved.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isChoice(field)) field.checked = mine.includes(field.value);
      else if (mine[0] !== undefined) field.value = mine[0];
    }
  });
}

// A browser may forbid storage altogether; the page works without.
function attempt(act: () => void): void {
  try {
    act();
  } catch {
    return;
  }
}
