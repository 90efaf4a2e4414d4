import { type DemoOptions, resolveOptions } from './options.js';
import {
  ATTACKER_IP,
  CONTROL_DOMAIN,
  CONTROL_IP,
  IMPLANT_PATH,
  IMPLANT_SHA256,
  SECOND,
  STOLEN,
  VICTIM,
} from './story/cast.js';
import type { Story } from './story/model.js';
import { playStory } from './story/play-story.js';
import { COMPRESSED_SCRIPT, INNER_SCRIPT, OUTER_SCRIPT } from './story/scripts.js';
import { storyRun } from './story/stage-scenes.js';
import { ADMINS, PEOPLE, SERVICES } from './world/accounts.js';
import { HOSTS } from './world/hosts.js';
import { toIso } from './world/time.js';

/** What happens in the demo's logs, for those who check that a hunt finds it. Seed and events do not change it. */
export function demoStory(options: Pick<DemoOptions, 'end'> = {}): Story {
  const { window } = resolveOptions(options);
  const { stages, foothold, implant } = playStory(storyRun(window));
  return {
    start: toIso(window.start),
    end: toIso(window.end),
    hosts: HOSTS.map(({ name, fqdn, role, ip }) => ({ name, fqdn, role, ip })),
    accounts: [...PEOPLE, ...ADMINS, ...SERVICES].map(({ domain, name }) => `${domain}\\${name}`),
    facts: {
      victim: VICTIM.fqdn,
      second: SECOND.fqdn,
      account: `${STOLEN.domain}\\${STOLEN.name}`,
      logonId: foothold.session.logonId,
      systemLogonId: implant.session.logonId,
      attackerIp: ATTACKER_IP,
      controlIp: CONTROL_IP,
      controlDomain: CONTROL_DOMAIN,
      implantPath: IMPLANT_PATH,
      implantSha256: IMPLANT_SHA256,
      outerScript: OUTER_SCRIPT,
      innerScript: INNER_SCRIPT,
      compressedScript: COMPRESSED_SCRIPT,
    },
    stages,
  };
}
