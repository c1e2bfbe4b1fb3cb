// The report form one question at a time, the phone's position, and places found while choosing. Without this
// script the same form stands as one page.
import "./intake.css";
import { pin } from "./pin";

const form = document.querySelector<HTMLFormElement>("form[data-steps]");
if (form) {
  const where = places(form);
  const check = checks(form);
  const suggest = suggests(form);
  const found = async (): Promise<void> => {
    check();
    suggest();
    await where();
  };
  locate(form, found);
  pin(form, (lon, lat) => stand(form, lon, lat, found));
  steps(form);
}
copies();

// ---- one step at a time; the browser's own back button goes one step back

function steps(form: HTMLFormElement): void {
  const all = [...form.querySelectorAll<HTMLElement>("[data-step]")];
  const words = form.querySelector<HTMLTemplateElement>("[data-step-words]")!.dataset;
  const line = document.createElement("div");
  line.className = "progress-line";
  line.append(...all.map(() => document.createElement("i")), document.createElement("span"));
  form.prepend(line);
  form.classList.add("stepping");

  const button = (text: string, kind: string, act: () => void): HTMLButtonElement => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `btn ${kind}`;
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };
  all.forEach((step, index) => {
    const acts = document.createElement("div");
    acts.className = "step-acts";
    if (index > 0) acts.append(button(words.back!, "btn-plain", () => history.back()));
    if (index < all.length - 1) acts.append(button(words.next!, "btn-primary", () => go(index + 1)));
    step.append(acts);
  });

  let at = 0;
  function show(index: number, focus: boolean): void {
    at = Math.min(Math.max(index, 0), all.length - 1);
    all.forEach((step, number) => step.classList.toggle("now", number === at));
    form.classList.toggle("last", at === all.length - 1);
    [...line.querySelectorAll("i")].forEach((mark, number) => mark.classList.toggle("done", number <= at));
    line.querySelector("span")!.textContent = words.of!.replace("{0}", `${at + 1}`).replace("{1}", `${all.length}`);
    if (focus) {
      const heading = all[at]!.querySelector<HTMLElement>("h2")!;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      window.scrollTo({ top: 0 });
    }
  }
  function go(index: number): void {
    history.pushState({ step: index }, "");
    show(index, true);
  }
  // Steps that were passed become entries of the history, so that going back from a refused form never leaves it.
  function begin(index: number): void {
    history.replaceState({ step: 0 }, "");
    for (let step = 1; step <= index; step++) history.pushState({ step }, "");
    show(index, false);
  }
  window.addEventListener("popstate", (event) => show((event.state as { step?: number } | null)?.step ?? 0, true));

  // A sentence of the summary leads to its field, whatever step it stands in.
  document.addEventListener("click", (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('.refusals a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    const step = field ? all.findIndex((one) => one.contains(field)) : -1;
    if (step < 0) return;
    event.preventDefault();
    if (step !== at) go(step);
    field!.closest("details")?.setAttribute("open", "");
    field!.focus();
  });

  const wrong = document.querySelector<HTMLAnchorElement>('.refusals a[href^="#"]')?.hash.slice(1);
  const first = wrong ? all.findIndex((step) => step.contains(document.getElementById(wrong))) : -1;
  const found = form.querySelector("#places .places-found, #places .notice") && !document.querySelector(".refusals") ? 1 : 0;
  const restored = (history.state as { step?: number } | null)?.step;
  if (restored === undefined) begin(first >= 0 ? first : found);
  else show(restored, false);
}

// ---- places that fit, as soon as something is chosen

function places(form: HTMLFormElement): () => Promise<void> {
  const shown = form.querySelector<HTMLElement>("[data-places]")!;
  const district = form.querySelector<HTMLSelectElement>("#district")!;
  const street = form.querySelector<HTMLSelectElement>("#street")!;
  const words = form.querySelector<HTMLInputElement>("#words")!;
  let asked = 0;
  let wait = 0;

  const narrow = (): void => {
    for (const group of street.querySelectorAll<HTMLOptGroupElement>("optgroup")) {
      const fits = !district.value || group.dataset.district === district.value;
      group.hidden = group.disabled = !fits;
    }
    if (street.selectedOptions[0]?.parentElement instanceof HTMLOptGroupElement && street.selectedOptions[0].parentElement.disabled) street.value = "";
  };

  const chosen = (): string | undefined => form.querySelector<HTMLInputElement>('[name="place"]:checked')?.value;

  const refresh = async (): Promise<void> => {
    clearTimeout(wait);
    const query = new URLSearchParams();
    for (const name of ["district", "street", "words", "lon", "lat", "system"]) {
      const value = form.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value.trim();
      if (value) query.set(name, value);
    }
    const before = chosen();
    if (before) query.set("place", before);
    const mine = ++asked;
    try {
      const answer = await fetch(`${shown.dataset.places}?${query}`, { headers: { Accept: "text/html" } });
      const places = await answer.text();
      if (!answer.ok || mine !== asked) return;
      // A place that was chosen while the answer was under way is not taken away by it.
      if (chosen() !== before) return await refresh();
      shown.innerHTML = places;
    } catch {
      // Without a network the form still has its button.
    }
  };

  const soon = (): void => {
    clearTimeout(wait);
    wait = window.setTimeout(() => void refresh(), 250);
  };
  district.addEventListener("change", () => {
    narrow();
    soon();
  });
  street.addEventListener("change", soon);
  words.addEventListener("input", soon);
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    soon();
  });
  form.querySelector<HTMLButtonElement>('button[value="find"]')!.addEventListener("click", (event) => {
    event.preventDefault();
    void refresh();
  });
  narrow();
  return refresh;
}

// ---- the phone's own position: always WGS84

function locate(form: HTMLFormElement, refresh: () => Promise<void>): void {
  const box = form.querySelector<HTMLElement>("[data-locate]");
  const says = form.querySelector<HTMLElement>("[data-locate-says]");
  if (!box || !says || !("geolocation" in navigator) || !window.isSecureContext) return;
  box.hidden = false;
  box.querySelector("button")!.addEventListener("click", () => {
    says.textContent = says.dataset.busy!;
    navigator.geolocation.getCurrentPosition(
      (position) => {
        says.textContent = says.dataset.done!;
        stand(form, position.coords.longitude, position.coords.latitude, refresh);
      },
      () => {
        says.textContent = says.dataset.failed!;
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  });
}

function stand(form: HTMLFormElement, lon: number, lat: number, refresh: () => Promise<void>): void {
  const set = (id: string, value: string): void => {
    form.querySelector<HTMLInputElement>(`#${id}`)!.value = value;
  };
  set("lon", lon.toFixed(6));
  set("lat", lat.toFixed(6));
  set("system", "WGS84");
  // The position speaks for itself now: what was chosen before would only hide it.
  for (const id of ["district", "street", "words"]) set(id, "");
  for (const place of form.querySelectorAll<HTMLInputElement>('[name="place"]')) place.checked = place.value === "";
  form.dispatchEvent(new Event("input", { bubbles: true }));
  void refresh();
}

// ---- whether the place and the category are the city's, whom to call, and what may be the same problem

function checks(form: HTMLFormElement): () => void {
  const parts = [...form.querySelectorAll<HTMLElement>("[data-check]")];
  let asked = 0;
  const ask = async (): Promise<void> => {
    const said = new FormData(form);
    const mine = ++asked;
    for (const part of parts) {
      const address = new URL(part.dataset.check!, location.href);
      for (const name of ["place", "lon", "lat", "system", "category"]) {
        const value = said.get(name);
        if (typeof value === "string" && value.trim()) address.searchParams.set(name, value.trim());
      }
      try {
        const answer = await fetch(address, { headers: { Accept: "text/html" } });
        const text = await answer.text();
        if (!answer.ok || mine !== asked) continue;
        part.innerHTML = text;
      } catch {
        // Without a network the server says the same when the form is sent.
      }
    }
  };
  let wait = 0;
  const soon = (): void => {
    clearTimeout(wait);
    wait = window.setTimeout(() => void ask(), 150);
  };
  form.addEventListener("change", (event) => {
    if (["place", "lon", "lat", "system", "category"].includes((event.target as HTMLInputElement).name)) soon();
  });
  return soon;
}

// ---- the categories that the words are likely to mean: shown as they are typed, chosen by a tap and by nothing else

function suggests(form: HTMLFormElement): () => void {
  const shown = form.querySelector<HTMLElement>("[data-suggest]")!;
  const category = form.querySelector<HTMLSelectElement>("#category")!;
  let asked = "";
  let told = shown.innerHTML;
  const press = (): void => {
    for (const button of shown.querySelectorAll<HTMLElement>("[data-category]"))
      button.ariaPressed = String(button.dataset.category === category.value);
  };
  const ask = async (): Promise<void> => {
    const said = new FormData(form);
    const sent = new URLSearchParams();
    for (const name of ["what", "place", "lon", "lat", "system"]) {
      const value = said.get(name);
      if (typeof value === "string" && value.trim()) sent.set(name, value.trim());
    }
    const mine = sent.toString();
    if (mine === asked) return;
    asked = mine;
    try {
      const answer = await fetch(shown.dataset.suggest!, { method: "POST", body: sent, headers: { Accept: "text/html" } });
      const text = await answer.text();
      // The same once more is not read aloud once more, and nothing moves under a finger.
      if (!answer.ok || mine !== asked || text === told || shown.contains(document.activeElement)) return;
      told = text;
      shown.innerHTML = text;
      press();
    } catch {
      // Without a network one chooses from the list.
      asked = "";
    }
  };
  shown.addEventListener("click", (event) => {
    const code = (event.target as HTMLElement).closest<HTMLElement>("[data-category]")?.dataset.category;
    if (!code) return;
    event.preventDefault();
    category.value = code;
    category.dispatchEvent(new Event("change", { bubbles: true }));
  });
  category.addEventListener("change", press);
  let wait = 0;
  const soon = (): void => {
    clearTimeout(wait);
    wait = window.setTimeout(() => void ask(), 500);
  };
  const what = form.querySelector<HTMLTextAreaElement>("#what")!;
  what.addEventListener("input", soon);
  form.addEventListener("change", (event) => {
    if (["place", "lon", "lat", "system"].includes((event.target as HTMLInputElement).name)) soon();
  });
  if (what.value) soon();
  return soon;
}

function copies(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = document.querySelector<HTMLInputElement>(`#${button.dataset.copy}`)!.value;
      void navigator.clipboard.writeText(text).then(() => (button.textContent = button.dataset.copied!));
    });
  }
}
