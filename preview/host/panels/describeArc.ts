export interface GaugeArc {
  /** Both coordinates of the centre in px. */
  centre: number;
  radius: number;
}

const START_DEGREES = 145;
const SWEEP_DEGREES = 250;

/** SVG path of a part of a gauge's arc; `from` and `to` are shares of it, 0 to 1. */
export function describeArc(arc: GaugeArc, from: number, to: number): string {
  const start = toPoint(arc, from);
  const end = toPoint(arc, to);
  const isLarge = (to - from) * SWEEP_DEGREES > 180 ? 1 : 0;
  return `M ${start} A ${arc.radius} ${arc.radius} 0 ${isLarge} 1 ${end}`;
}

function toPoint({ centre, radius }: GaugeArc, share: number): string {
  const radians = ((START_DEGREES + share * SWEEP_DEGREES) * Math.PI) / 180;
  return `${centre + radius * Math.cos(radians)} ${centre + radius * Math.sin(radians)}`;
}
