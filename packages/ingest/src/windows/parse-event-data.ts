const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-z]{2,4});/g, (whole, name: string) => {
    if (name[0] !== '#') return ENTITIES[name] ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The named values of `<Data Name="...">...</Data>` elements, in their order; anything else in the XML is passed over. */
export function eventDataPairs(xml: string): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  let at = 0;
  for (;;) {
    const open = xml.indexOf('<Data Name=', at);
    if (open < 0) return pairs;
    const quote = xml[open + 11];
    const nameEnd = quote === '"' || quote === "'" ? xml.indexOf(quote, open + 12) : -1;
    const openEnd = nameEnd < 0 ? -1 : xml.indexOf('>', nameEnd);
    if (openEnd < 0) return pairs;
    const name = unescapeXml(xml.slice(open + 12, nameEnd));
    at = openEnd + 1;
    if (xml[openEnd - 1] === '/') {
      pairs.push([name, '']);
      continue;
    }
    const close = xml.indexOf('</Data>', at);
    if (close < 0) return pairs;
    pairs.push([name, unescapeXml(xml.slice(at, close))]);
    at = close + 7;
  }
}
