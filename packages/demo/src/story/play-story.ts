import type { Process } from '../windows/actors.js';
import { beaconTimes, callHome } from './beaconing.js';
import { dumpCredentials } from './credential-dumping.js';
import { lookRound } from './discovery.js';
import { launchPowerShell } from './encoded-powershell.js';
import { logOnFromOutside } from './external-logon.js';
import { moveOn } from './lateral-movement.js';
import { clearLogs } from './log-clearing.js';
import type { StoryStage } from './model.js';
import { addAdministrator } from './new-administrator.js';
import { guessPasswords } from './password-guessing.js';
import type { Foothold, StoryRun } from './run.js';
import { scheduleTask } from './scheduled-task.js';
import { installService } from './service.js';

export interface PlayedStory {
  readonly stages: readonly StoryStage[];
  readonly foothold: Foothold;
  readonly launcher: Process;
  readonly implant: Process;
  readonly dumper: Process;
  readonly beacons: readonly number[];
}

/** Plays the intrusion on the scenes of the run and tells what happened where. */
export function playStory(run: StoryRun): PlayedStory {
  const guessing = guessPasswords(run);
  const { stage: logon, foothold } = logOnFromOutside(run);
  const discovery = lookRound(run, foothold);
  const { stage: powershell, launcher } = launchPowerShell(run, foothold);
  const task = scheduleTask(run, foothold);
  const { stage: service, implant } = installService(run, foothold);
  const { stage: dumping, dumper } = dumpCredentials(run, implant);
  return {
    foothold,
    launcher,
    dumper,
    implant,
    beacons: beaconTimes(run),
    stages: [
      guessing,
      logon,
      discovery,
      powershell,
      task,
      service,
      dumping,
      moveOn(run, foothold),
      addAdministrator(run, foothold),
      clearLogs(run, foothold),
      callHome(run, implant),
    ],
  };
}
