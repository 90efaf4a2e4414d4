import { IconClock, IconLink, IconPointFilled, IconQuestionMark, IconSkewX } from '@tabler/icons-react';
import { singleLine } from '../format/visible-text.js';

/** How sure the link to the parent is, by how it was found. */
const links: Readonly<Record<string, { readonly text: string; readonly icon: typeof IconLink }>> = {
  guid: { text: 'Parent is certain: the events carry its GUID', icon: IconLink },
  'creation-time': { text: 'Parent is certain: its creation time is in the event', icon: IconLink },
  'pid-time-name': { text: 'Parent is likely: process id, time and name agree', icon: IconClock },
  'pid-time': { text: 'Parent is plausible: process id and time agree, the name is not known', icon: IconSkewX },
  inferred: { text: 'Parent is only known by name: it started before the logs do', icon: IconQuestionMark },
  root: { text: 'No parent is known', icon: IconPointFilled },
};

/** What is known of a process's parent link, in words. */
export function describeLink(link: string): string {
  return links[link]?.text ?? `Parent found by ${singleLine(link)}`;
}

/** The confidence of a parent link as an icon with its text. */
export function ParentLinkIcon({ link }: { readonly link: string }) {
  const text = describeLink(link);
  const Icon = links[link]?.icon ?? IconQuestionMark;
  return (
    <span title={text} style={{ display: 'inline-flex', flex: 'none' }}>
      <Icon size={12} aria-hidden />
      <span className="hb-visually-hidden">{text}</span>
    </span>
  );
}
