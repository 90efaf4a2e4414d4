import { describe, expect, it } from 'vitest';
import { buildProcessTree } from './build.js';

/** A parent and its child, with the GUID that the child's record gives its parent. */
function childOf(parentGuid: string) {
  return buildProcessTree({
    time: [1_000_000, 1_010_000],
    name: ['C:\\a.exe', 'C:\\b.exe'],
    pid: [10, 11],
    parentPid: [4, 10],
    parentName: ['', 'C:\\a.exe'],
    processGuid: ['{e2c04bb9-08d0-60c4-5d60-400100000000}', '{e2c04bb9-08d0-60c4-8061-400100000000}'],
    parentGuid: ['', parentGuid],
  });
}

const linkOfChild = (parentGuid: string) => {
  const tree = childOf(parentGuid);
  return tree.confidence[tree.name.indexOf('C:\\b.exe')];
};

describe('the link to a parent with a GUID', () => {
  it('is sure when the GUID is known', () => {
    expect(linkOfChild('{e2c04bb9-08d0-60c4-5d60-400100000000}')).toBe('guid');
  });

  it('falls back to process id and name when only the part from the token differs', () => {
    expect(linkOfChild('{e2c04bb9-08d0-60c4-8309-000000000300}')).toBe('pid-time-name');
  });

  it('is inferred when the GUID tells of another start', () => {
    expect(linkOfChild('{e2c04bb9-0700-60c4-8309-000000000300}')).toBe('inferred');
  });
});
