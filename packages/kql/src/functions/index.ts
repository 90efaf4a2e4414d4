import { aggregateFamily } from './aggregate.js';
import { aggregateDynamicFamily } from './aggregate-dynamic.js';
import { arrayFamily } from './array.js';
import { bagFamily } from './bag.js';
import { castFamily } from './cast.js';
import { conditionalFamily } from './conditional.js';
import { datetimeFamily } from './datetime.js';
import { dynamicFamily } from './dynamic.js';
import { encodingFamily } from './encoding.js';
import { geoFamily } from './geo.js';
import { geoBufferFamily } from './geo-buffer.js';
import { geoLinesFamily } from './geo-lines.js';
import { geoWktFamily } from './geo-wkt.js';
import { geohashFamily } from './geohash.js';
import { h3Family } from './h3.js';
import { hashFamily } from './hash.js';
import { ipv4Family } from './ipv4.js';
import { ipv6Family } from './ipv6.js';
import { mathFamily } from './math.js';
import { miscFamily } from './misc.js';
import { probabilityFamily } from './probability.js';
import { punycodeFamily } from './punycode.js';
import { regexFamily } from './regex.js';
import type { FunctionFamily } from './registry.js';
import { s2Family } from './s2.js';
import { s2CoveringFamily } from './s2-covering.js';
import { seriesFamily } from './series.js';
import { seriesDecomposeFamily } from './series-decompose.js';
import { seriesFitFamily } from './series-fit.js';
import { setFamily } from './set.js';
import { sketchFamily } from './sketch.js';
import { stringFamily } from './string.js';
import { textRecordFamily } from './text-records.js';
import { timespanFamily } from './timespan.js';
import { unitFamily } from './units.js';
import { urlFamily } from './url.js';
import { xmlFamily } from './xml.js';

/** Every family of functions that the compiler knows. */
export const families: readonly FunctionFamily[] = [
  castFamily,
  timespanFamily,
  datetimeFamily,
  conditionalFamily,
  stringFamily,
  regexFamily,
  mathFamily,
  dynamicFamily,
  arrayFamily,
  bagFamily,
  setFamily,
  xmlFamily,
  urlFamily,
  textRecordFamily,
  encodingFamily,
  hashFamily,
  ipv4Family,
  ipv6Family,
  miscFamily,
  aggregateFamily,
  aggregateDynamicFamily,
  sketchFamily,
  seriesFamily,
  seriesFitFamily,
  seriesDecomposeFamily,
  punycodeFamily,
  probabilityFamily,
  geoFamily,
  geoLinesFamily,
  geoBufferFamily,
  geoWktFamily,
  geohashFamily,
  s2Family,
  s2CoveringFamily,
  h3Family,
  unitFamily,
];
