import type { TimelineBlock } from '@huntbook/explorers';
import { formatCount, formatTime } from '../format/format.js';
import { singleLine } from '../format/visible-text.js';
import type { Lane } from './lanes.js';
import { type TimeRange, toIso } from './time-range.js';

/** What the drawing shows, for those who cannot see it: the range, the reference lines, the lanes with their counts. */
export function TextAlternative({
  block,
  lanes,
  range,
}: {
  readonly block: TimelineBlock;
  readonly lanes: readonly Lane[];
  readonly range: TimeRange;
}) {
  return (
    <div className="hb-visually-hidden">
      <table>
        <caption>
          {singleLine(block.title)}: events from {formatTime(toIso(range.start)).slice(0, 19)} to{' '}
          {formatTime(toIso(range.end)).slice(0, 19)} UTC
        </caption>
        <thead>
          <tr>
            <th scope="col">{block.lane ?? 'Series'}</th>
            <th scope="col">Events in this range</th>
            <th scope="col">Events in all</th>
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) => (
            <tr key={`${lane.series}:${lane.label}`}>
              <th scope="row">{singleLine(lane.label) || 'empty'}</th>
              <td>{formatCount(lane.inView)}</td>
              <td>{formatCount(lane.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {block.references?.length ? (
        <ul>
          {block.references.map((reference) => (
            <li key={`${reference.time}:${reference.label}`}>
              {singleLine(reference.label)} at {formatTime(reference.time)} UTC
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
