/** Geometry on a sphere, after S2 (s2geometry.io): edges are great circles. Radians, unless said otherwise. */

export type Vector = readonly [x: number, y: number, z: number];
/** Longitude and latitude in degrees, as GeoJSON has them. */
export type Position = readonly [longitude: number, latitude: number];

/** The mean radius of the Earth that S2 and Kusto use, in metres. */
export const earthRadius = 6_371_010;

const degree = Math.PI / 180;

export function isPosition(value: unknown): value is Position {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    isPlace(Number(value[0]), Number(value[1])) &&
    typeof value[0] === 'number' &&
    typeof value[1] === 'number'
  );
}

export function isPlace(longitude: number, latitude: number): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

export function vectorOf([longitude, latitude]: Position): Vector {
  const [phi, theta] = [latitude * degree, longitude * degree];
  return [Math.cos(phi) * Math.cos(theta), Math.cos(phi) * Math.sin(theta), Math.sin(phi)];
}

export function positionOf([x, y, z]: Vector): Position {
  return [Math.atan2(y, x) * (180 / Math.PI), Math.atan2(z, Math.sqrt(x * x + y * y)) * (180 / Math.PI)];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function scale(a: Vector, by: number): Vector {
  return [a[0] * by, a[1] * by, a[2] * by];
}

export function plus(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function unit(a: Vector): Vector {
  const length = Math.hypot(...a);
  return length === 0 ? a : scale(a, 1 / length);
}

/** The angle between two directions, exact for small ones too. */
export function angle(a: Vector, b: Vector): number {
  return Math.atan2(Math.hypot(...cross(a, b)), dot(a, b));
}

/** The point of an edge that is nearest to a point. */
export function nearestOnEdge(point: Vector, from: Vector, to: Vector): Vector {
  const normal = cross(from, to);
  if (Math.hypot(...normal) === 0) return from;
  const foot = unit(cross(cross(normal, point), normal));
  const inside = dot(cross(normal, from), foot) >= 0 && dot(cross(normal, to), foot) <= 0;
  if (inside) return foot;
  return angle(point, from) <= angle(point, to) ? from : to;
}

/** Whether two edges cross or touch. */
export function edgesMeet(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const [ab, cd] = [cross(a, b), cross(c, d)];
  const [sideC, sideD] = [dot(ab, c), dot(ab, d)];
  const [sideA, sideB] = [dot(cd, a), dot(cd, b)];
  const tiny = 1e-15;
  const touches = (point: Vector, from: Vector, to: Vector): boolean =>
    angle(nearestOnEdge(point, from, to), point) < tiny;
  if (touches(a, c, d) || touches(b, c, d) || touches(c, a, b) || touches(d, a, b)) return true;
  // The crossing must lie on the near side of the sphere.
  return sideC * sideD < 0 && sideA * sideB < 0 && dot(ab, cd) !== 0 && sideC * sideB > 0;
}

/** Signed area of a triangle on the unit sphere, positive when it turns left (Girard, by Eriksson's formula). */
export function triangleArea(a: Vector, b: Vector, c: Vector): number {
  return 2 * Math.atan2(dot(a, cross(b, c)), 1 + dot(a, b) + dot(b, c) + dot(c, a));
}
