// The ground alone, without cases: what lies in the middle is picked.
import "maplibre-gl/dist/maplibre-gl.css";
import { Map, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { ground } from "../Maps/style";
import type { View } from "../Maps/view";

export function draw(part: HTMLElement, view: View, begin: [number, number] | null): Map {
  setWorkerUrl(workerUrl);
  const style = ground(view);
  delete style.sources.cases;
  style.layers = style.layers.filter((layer) => layer.id !== "cases");
  const map = new Map({
    container: part,
    style,
    maxZoom: 18,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: { "NavigationControl.ZoomIn": view.words.in, "NavigationControl.ZoomOut": view.words.out, "Map.Title": view.words.canvas },
    ...(begin ? { center: begin, zoom: 16 } : view.bounds ? { bounds: view.bounds, fitBoundsOptions: { padding: 8 } } : { center: [104, 35], zoom: 4 }),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  return map;
}
