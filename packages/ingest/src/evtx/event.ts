import { parseIsoTime } from '../clock/parse-time.js';
import type { WindowsEventRecord } from '../model/windows-event.js';
import { canonicalChannel } from '../windows/codes.js';
import { wholeNumber } from '../windows/json-shapes.js';
import { textOf, type XmlElement } from './binary-xml.js';

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const node of element?.children ?? []) if (typeof node !== 'string' && node.name === name) return node;
  return undefined;
}

function attribute(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attributes.find((pair) => pair[0] === name)?.[1];
}

function numberIn(system: XmlElement | undefined, name: string): number | undefined {
  const element = child(system, name);
  return element === undefined ? undefined : wholeNumber(textOf(element));
}

/** Gathers named values; a name that comes again gets a number. */
function createData(): { readonly pairs: [string, string][]; add(name: string, value: string): void } {
  const pairs: [string, string][] = [];
  const counts = new Map<string, number>();
  return {
    pairs,
    add(name, value) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      pairs.push([count === 1 ? name : `${name}_${count}`, value]);
    },
  };
}

type Data = ReturnType<typeof createData>;

function addEventData(data: Data, eventData: XmlElement): void {
  let unnamed = 0;
  for (const node of eventData.children) {
    if (typeof node === 'string') continue;
    if (node.name !== 'Data') {
      addTree(data, node);
      continue;
    }
    const name = attribute(node, 'Name');
    if (name !== undefined && name !== '') data.add(name, textOf(node));
    else {
      unnamed += 1;
      data.add(`param${unnamed}`, textOf(node));
    }
  }
}

/** The leaves of a tree of elements by their names, attributes as `element.attribute`. */
function addTree(data: Data, element: XmlElement): void {
  for (const [name, value] of element.attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) data.add(`${element.name}.${name}`, value);
  }
  const elements = element.children.filter((node) => typeof node !== 'string');
  for (const node of elements) addTree(data, node);
  const text = elements.length === 0 ? textOf(element) : '';
  if (text !== '' || (elements.length === 0 && element.attributes.length === 0)) data.add(element.name, text);
}

function dataOf(event: XmlElement): [string, string][] {
  const data = createData();
  const eventData = child(event, 'EventData');
  if (eventData !== undefined) addEventData(data, eventData);
  for (const root of child(event, 'UserData')?.children ?? []) {
    if (typeof root === 'string') continue;
    for (const node of root.children) if (typeof node !== 'string') addTree(data, node);
  }
  return data.pairs;
}

/** The event of an EVTX record. `written` is the time in the record's header, for events without one of their own. */
export function eventOf(root: XmlElement, written: number): WindowsEventRecord | undefined {
  const system = child(root, 'System');
  const eventId = numberIn(system, 'EventID');
  if (system === undefined || eventId === undefined) return undefined;
  const execution = child(system, 'Execution');
  const keywords = child(system, 'Keywords');
  return {
    time: parseIsoTime(attribute(child(system, 'TimeCreated'), 'SystemTime') ?? '') ?? written,
    channel: canonicalChannel(textOf(child(system, 'Channel') ?? '')),
    provider:
      attribute(child(system, 'Provider'), 'Name') ?? attribute(child(system, 'Provider'), 'EventSourceName') ?? '',
    eventId,
    computer: textOf(child(system, 'Computer') ?? ''),
    recordId: numberIn(system, 'EventRecordID'),
    level: numberIn(system, 'Level'),
    task: numberIn(system, 'Task'),
    opcode: numberIn(system, 'Opcode'),
    version: numberIn(system, 'Version'),
    keywords: keywords === undefined ? undefined : textOf(keywords),
    userSid: attribute(child(system, 'Security'), 'UserID'),
    processId: wholeNumber(attribute(execution, 'ProcessID')),
    threadId: wholeNumber(attribute(execution, 'ThreadID')),
    data: dataOf(root),
  };
}
