// The base map: the city's own outlines and streets, and nothing from anywhere else. Names are written by the page,
// so no fonts are fetched.
import type { StyleSpecification } from "maplibre-gl";
import type { View } from "./view";

// Streets finer than this are drawn from the same tiles, only larger.
const GROUND_FINEST = 14;

export function ground(view: View): StyleSpecification {
  const here = (path: string) => new URL(path, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
  return {
    version: 8,
    sources: {
      ground: { type: "vector", tiles: [here(view.ground)], minzoom: 0, maxzoom: GROUND_FINEST },
      cases: { type: "vector", tiles: [here(view.tiles)], minzoom: 0, maxzoom: view.finest },
    },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": "#ffffff" } },
      { id: "districts", type: "fill", source: "ground", "source-layer": "districts", paint: { "fill-color": "#f3f1ec" } },
      {
        id: "outlines",
        type: "line",
        source: "ground",
        "source-layer": "districts",
        layout: { "line-join": "round" },
        paint: { "line-color": "#b9b4a7", "line-width": ["interpolate", ["linear"], ["zoom"], 8, 1, 14, 2] },
      },
      {
        id: "streets",
        type: "line",
        source: "ground",
        "source-layer": "streets",
        layout: { "line-join": "round", "line-cap": "round" },
        paint: { "line-color": "#ffffff", "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 11, 1.5, 18, 14] },
      },
      {
        id: "kerbs",
        type: "line",
        source: "ground",
        "source-layer": "streets",
        minzoom: 13,
        paint: {
          "line-color": "#cfc9bb",
          "line-width": 1,
          "line-gap-width": ["interpolate", ["exponential", 1.6], ["zoom"], 11, 1.5, 18, 14],
        },
      },
      {
        id: "street-names",
        type: "symbol",
        source: "ground",
        "source-layer": "streets",
        minzoom: 14,
        layout: {
          "symbol-placement": "line",
          "text-field": ["get", "name"],
          "text-font": ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"],
          "text-size": 12,
        },
        paint: { "text-color": "#57606a", "text-halo-color": "#ffffff", "text-halo-width": 1.5 },
      },
      // Tiles are only kept for a layer that draws them; the marks themselves are buttons of the page.
      { id: "cases", type: "circle", source: "cases", "source-layer": "cases", paint: { "circle-radius": 1, "circle-opacity": 0 } },
    ],
  };
}
