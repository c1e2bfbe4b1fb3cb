// What every page may use. Each part looks for its own marks and does nothing where there are none; without
// script every page still does its work.
import "./site.css";
import "./keys.css";
import "../Places/places.css";
import "../Publishing/publishing.css";
import { keepDrafts } from "./drafts";
import { deskKeys } from "./keys";
import { watchIdle } from "./idle";
import { shrinkPhotos } from "./photos";
import { sliders } from "./slider";

keepDrafts();
deskKeys();
shrinkPhotos();
sliders();
watchIdle();

// On a small screen the list of rooms scrolls sideways: show where one is.
document.querySelector(".rail [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-fill]")) {
  button.addEventListener("click", () => {
    for (const [id, value] of Object.entries(JSON.parse(button.dataset.fill!) as Record<string, string>)) {
      const input = document.getElementById(id);
      if (input instanceof HTMLInputElement) input.value = value;
    }
    document.getElementById(button.dataset.then ?? "")?.focus();
  });
}

// Destructive or public acts ask once, with the consequence named; the sentence comes from the server.
document.addEventListener("submit", (event) => {
  const asks = (event.submitter ?? (event.target as HTMLElement)).dataset.ask;
  if (asks && !window.confirm(asks)) event.preventDefault();
});

for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
