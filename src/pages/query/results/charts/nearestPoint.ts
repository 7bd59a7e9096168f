import type { DurationPoint } from './durationPoints';

interface PixelPlace {
  readonly leftPx: number;
  readonly topPx: number;
}

/**
 * The point closest to a place on the screen, or undefined if none is within reach.
 *
 * @param placeOf - where a point is drawn
 */
export function nearestPoint(
  points: readonly DurationPoint[],
  place: PixelPlace,
  placeOf: (point: DurationPoint) => PixelPlace,
  reachPx: number
): DurationPoint | undefined {
  let nearest: DurationPoint | undefined;
  let nearestSquared = reachPx ** 2;
  for (const point of points) {
    const { leftPx, topPx } = placeOf(point);
    const squared = (leftPx - place.leftPx) ** 2 + (topPx - place.topPx) ** 2;
    if (squared <= nearestSquared) {
      nearest = point;
      nearestSquared = squared;
    }
  }
  return nearest;
}
