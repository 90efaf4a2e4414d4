export { demoSources } from './demo-sources.js';
export { demoStory } from './demo-story.js';
export type { DemoOptions } from './options.js';
export type { Evidence, StageId, Story, StoryStage } from './story/model.js';
