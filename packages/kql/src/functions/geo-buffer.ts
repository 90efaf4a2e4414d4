import type { HostValue } from '../model/compiled-query.js';
import { cross, earthRadius, isPlace, plus, positionOf, scale, unit, type Vector, vectorOf } from './geo-sphere.js';
import { hostScalars } from './host.js';
import type { FunctionFamily } from './registry.js';

/** A direction at right angles to a point, as S2 picks it (S2::Ortho). */
function aside(point: Vector): Vector {
  const sizes = point.map(Math.abs);
  const largest = sizes.indexOf(Math.max(...sizes));
  const other: [number, number, number] = [0.012, 0.0053, 0.00457];
  other[(largest + 2) % 3] = 1;
  return unit(cross(point, other));
}

/** A regular polygon round a point that stays within the tolerance of the circle; lengths in metres. */
function pointBuffer(longitude: number, latitude: number, radius: number, tolerance: number): HostValue {
  if (!isPlace(longitude, latitude) || !(radius > 0) || !(tolerance > 0)) return null;
  const angle = radius / earthRadius;
  const allowed = Math.max(Math.min(tolerance, radius * 0.999), radius * 1e-6);
  if (angle >= Math.PI) return null;
  const count = Math.max(3, Math.ceil(Math.PI / Math.acos(1 - allowed / radius)));
  const center = vectorOf([longitude, latitude]);
  const along = aside(center);
  const across = cross(center, along);
  const ring = Array.from({ length: count }, (_, at) => {
    const turn = (2 * Math.PI * at) / count;
    const outward = plus(scale(along, Math.cos(turn)), scale(across, Math.sin(turn)));
    return positionOf(unit(plus(scale(center, Math.cos(angle)), scale(outward, Math.sin(angle)))));
  });
  return JSON.stringify({ type: 'Polygon', coordinates: [[...ring, ring[0]]] });
}

export const geoBufferFamily: FunctionFamily = hostScalars({
  geo_point_buffer: {
    parameters: ['real', 'real', 'real', 'real'],
    defaults: ['10::DOUBLE'],
    result: 'dynamic',
    run: pointBuffer,
  },
});
