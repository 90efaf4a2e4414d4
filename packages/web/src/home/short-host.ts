/** The host part of a full name, `WEB01` of `WEB01.example.org`; addresses and other names stay as they are. */
export function shortHost(name: string): string {
  return /^[a-z0-9_-]*[a-z][a-z0-9_-]*\.[a-z0-9.-]+$/i.test(name) ? name.slice(0, name.indexOf('.')) : name;
}
