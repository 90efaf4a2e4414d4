/** Cuts each cycle of parents at its earliest member. Returns the nodes that lost their parent. */
export function cutCycles(parent: Int32Array | number[]): number[] {
  const state = new Uint8Array(parent.length);
  const cut: number[] = [];
  for (let start = 0; start < parent.length; start++) {
    let node = start;
    const trail: number[] = [];
    while (node !== -1 && state[node] === 0) {
      state[node] = 1;
      trail.push(node);
      node = parent[node]!;
    }
    if (node !== -1 && state[node] === 1) {
      let earliest = node;
      for (let other = parent[node]!; other !== node; other = parent[other]!) earliest = Math.min(earliest, other);
      parent[earliest] = -1;
      cut.push(earliest);
    }
    for (const passed of trail) state[passed] = 2;
  }
  return cut;
}
