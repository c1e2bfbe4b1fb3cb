// Marks are buttons: the keyboard reaches them, a screen reader reads them, and no font is needed to write on them.
import { type Map, Marker } from "maplibre-gl";
import type { Card } from "./card";
import { fill, type View } from "./view";

const URGENCY = ["red", "yellow", "green", "none"] as const;

interface Mark {
  at: [number, number];
  count: number;
  light: (typeof URGENCY)[number];
  numbers: number[];
}

// More than this nobody tells apart; cells of the tiles keep it far below on any screen.
const MOST = 600;

// As many as a card shows.
const MOST_LISTED = 10;

// Its width on the screen.
const size = (mark: Mark): number => (mark.count === 1 ? 24 : Math.min(46, 24 + 5 * Math.log10(mark.count)));

const keyOf = ({ at, count, light, numbers }: Mark): string =>
  `${at[0].toFixed(6)} ${at[1].toFixed(6)} ${count} ${light} ${numbers.join(" ")}`;

export class Marks {
  private shown = new globalThis.Map<string, Marker>();

  constructor(
    private readonly map: Map,
    private readonly view: View,
    private readonly card: Card,
  ) {}

  follow(): void {
    for (const { name, lon, lat } of this.view.names) {
      const label = document.createElement("span");
      label.className = "map-label";
      label.textContent = name;
      new Marker({ element: label }).setLngLat([lon, lat]).addTo(this.map);
      label.removeAttribute("role");
      label.removeAttribute("aria-label");
      label.removeAttribute("tabindex");
    }
    this.map.on("sourcedata", (event) => {
      if (event.sourceId === "cases" && event.tile) this.refresh();
    });
    this.map.on("moveend", () => this.refresh());
    this.map.on("idle", () => this.refresh());
    this.refresh();
  }

  private refresh(): void {
    const wanted = this.read();
    const kept = new globalThis.Map<string, Marker>();
    for (const mark of wanted) {
      const key = keyOf(mark);
      kept.set(key, this.shown.get(key) ?? this.add(mark));
      this.shown.delete(key);
    }
    for (const gone of this.shown.values()) gone.remove();
    this.shown = kept;
    this.map.getContainer().dataset.marks = String(kept.size);
  }

  private read(): Mark[] {
    const found: Mark[] = [];
    const bounds = this.map.getBounds();
    for (const feature of this.map.queryRenderedFeatures({ layers: ["cases"] })) {
      if (feature.geometry.type !== "Point") continue;
      const at = feature.geometry.coordinates as [number, number];
      if (!bounds.contains(at)) continue;
      const says = feature.properties as { n: number; red?: number; yellow?: number; green?: number; numbers?: string };
      const light = says.red ? "red" : says.yellow ? "yellow" : says.green ? "green" : "none";
      found.push({ at, count: says.n, light, numbers: says.numbers ? says.numbers.split(" ").map(Number) : [] });
    }
    // Read and tabbed through from the north-west, as one reads.
    return this.apart(found.slice(0, MOST)).sort((a, b) => b.at[1] - a.at[1] || a.at[0] - b.at[0]);
  }

  // Neighbours whose marks would lie on each other become one, under the larger.
  private apart(marks: Mark[]): Mark[] {
    const finest = this.map.getZoom() >= this.view.finest;
    const placed: { mark: Mark; x: number; y: number }[] = [];
    for (const mark of marks.sort((a, b) => b.count - a.count)) {
      const { x, y } = this.map.project(mark.at);
      const near = placed.find((one) => Math.hypot(one.x - x, one.y - y) < (size(one.mark) + size(mark)) / 2 + 2);
      if (!near) {
        placed.push({ mark: { ...mark }, x, y });
        continue;
      }
      const into = near.mark;
      into.count += mark.count;
      if (URGENCY.indexOf(mark.light) < URGENCY.indexOf(into.light)) into.light = mark.light;
      // Zooming in parts them, unless nothing finer is left.
      into.numbers = finest ? [...into.numbers, ...mark.numbers].slice(0, MOST_LISTED) : [];
    }
    return placed.map((one) => one.mark);
  }

  private add(mark: Mark): Marker {
    const { words } = this.view;
    const button = document.createElement("button");
    button.type = "button";
    const listed = mark.numbers.length > 0;
    const single = mark.count === 1;
    button.className = `map-mark map-mark-${mark.light} ${single ? "map-mark-one" : ""}`;
    if (!single) {
      button.textContent = mark.count >= 10_000 ? `${Math.floor(mark.count / 1000)}k` : String(mark.count);
      button.style.setProperty("--size", `${size(mark)}px`);
    }
    const light = words[mark.light];
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      if (listed) void this.card.show(mark.numbers, mark.count, button);
      else this.map.easeTo({ center: mark.at, zoom: Math.min(this.view.finest, Math.floor(this.map.getZoom()) + 2) });
    });
    const marker = new Marker({ element: button }).setLngLat(mark.at).addTo(this.map);
    button.setAttribute(
      "aria-label",
      single ? fill(words.one, mark.numbers[0], light) : fill(listed ? words.spot : words.many, mark.count, light),
    );
    button.title = button.getAttribute("aria-label")!;
    return marker;
  }
}
