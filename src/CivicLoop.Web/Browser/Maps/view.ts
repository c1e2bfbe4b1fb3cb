// What the server tells the map: see MapView.cs.
export interface View {
  tiles: string;
  ground: string;
  card: string;
  bounds: [number, number, number, number] | null;
  finest: number;
  names: { name: string; lon: number; lat: number }[];
  words: Words;
}

export interface Words {
  one: string;
  many: string;
  spot: string;
  none: string;
  rest: string;
  close: string;
  missing: string;
  in: string;
  out: string;
  canvas: string;
  red: string;
  yellow: string;
  green: string;
}

export const fill = (sentence: string, ...values: unknown[]): string =>
  sentence.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));
