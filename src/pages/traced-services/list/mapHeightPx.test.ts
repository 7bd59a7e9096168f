import { buildServiceGraph, type ServiceEdge } from '../../../signals/traced';
import { mapHeightPx } from './mapHeightPx';

function graphOf(...calls: Array<[client: string, server: string]>) {
  const edges = calls.map(([client, server]): ServiceEdge => ({
    client,
    server,
    connection: 'request',
    rate: 1,
    errorShare: 0,
    p90Seconds: null,
  }));
  return buildServiceGraph(edges, []);
}

const fan = (count: number) =>
  graphOf(...Array.from({ length: count }, (_, index): [string, string] => ['shop', `service-${index}`]));

test('a panel is as high as the fullest column of the map', () => {
  expect(mapHeightPx(graphOf(['shop', 'cart'], ['cart', 'db']))).toBe(460);
  expect(mapHeightPx(fan(4))).toBe(4 * 142);
  expect(mapHeightPx(fan(5))).toBe(5 * 142);
});

test('it stays within a screen, and with nothing to draw it has its least height', () => {
  expect(mapHeightPx(fan(300))).toBe(860);
  expect(mapHeightPx(graphOf())).toBe(460);
});

test('services that call each other in a circle, or themselves, have their places too', () => {
  expect(mapHeightPx(graphOf(['a', 'b'], ['b', 'a'], ['a', 'a']))).toBe(460);
  const circleWithFan = graphOf(['a', 'b'], ['b', 'a'], ['a', '1'], ['a', '2'], ['a', '3']);
  expect(mapHeightPx(circleWithFan)).toBe(4 * 142);
});
