// The map of cases. The server's own drawing stands until this one is ready, and stays where a browser cannot draw it.
import "maplibre-gl/dist/maplibre-gl.css";
import "./maps.css";
import { Map, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { Card } from "./card";
import { Marks } from "./marks";
import { ground } from "./style";
import type { View } from "./view";

setWorkerUrl(workerUrl);

for (const part of document.querySelectorAll<HTMLElement>("[data-map]")) {
  try {
    draw(part, JSON.parse(part.dataset.map!) as View);
  } catch {
    // No WebGL: the drawing of the server stays.
  }
}

function draw(part: HTMLElement, view: View): void {
  const live = part.appendChild(document.createElement("div"));
  live.className = "map-canvas";
  const map = new Map({
    container: live,
    style: ground(view),
    maxZoom: view.finest,
    hash: true,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: { "NavigationControl.ZoomIn": view.words.in, "NavigationControl.ZoomOut": view.words.out, "Map.Title": view.words.canvas },
    ...(view.bounds ? { bounds: view.bounds, fitBoundsOptions: { padding: 16 } } : { center: [104, 35], zoom: 4 }),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ maxWidth: 120 }), "bottom-left");
  const card = new Card(part.parentElement!.querySelector<HTMLElement>(".map-card")!, view);
  const marks = new Marks(map, view, card);
  map.once("load", () => {
    part.classList.add("map-ready");
    for (const said of part.parentElement!.querySelectorAll(".map-live-only")) said.removeAttribute("hidden");
    marks.follow();
  });
}
