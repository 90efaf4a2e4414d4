import type { KqlType } from '@huntbook/kql';

export interface EventExpression {
  readonly sql: string;
  readonly type: KqlType;
}

/**
 * How the columns of Log Analytics' `Event` table follow from a row of `WindowsEvent` with these columns.
 * EventData is the XML that the Windows event log itself would show: `<DataItem ...><EventData><Data Name="..">`.
 */
export function eventExpressions(present: ReadonlyMap<string, KqlType>): ReadonlyMap<string, EventExpression> {
  const expressions = new Map<string, EventExpression>();
  const copy = (column: string, from: string) => {
    const type = present.get(from);
    if (type) expressions.set(column, { sql: `"${from}"`, type });
  };
  copy('TimeGenerated', 'TimeGenerated');
  copy('Source', 'Provider');
  copy('EventLog', 'Channel');
  copy('Computer', 'Computer');
  copy('EventID', 'EventID');
  copy('EventLevel', 'EventLevel');
  copy('EventLevelName', 'EventLevelName');
  copy('EventCategory', 'Task');
  copy('UserName', 'SystemUserId');
  copy('ManagementGroupName', 'ManagementGroupName');
  copy('TenantId', 'TenantId');
  copy('RenderedDescription', present.has('RenderedDescription') ? 'RenderedDescription' : 'Message');
  if (present.get('EventData') === 'dynamic') {
    expressions.set('EventData', { sql: dataItem, type: 'string' });
    expressions.set('ParameterXml', { sql: parameterXml, type: 'string' });
  } else copy('EventData', 'EventData');
  return expressions;
}

const names = `json_keys("EventData")`;
const fieldValue = `coalesce("EventData" ->> ('/' || replace(replace(key, '~', '~0'), '/', '~1')), '')`;

function escaped(sql: string): string {
  return `replace(replace(replace(replace(${sql}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;')`;
}

const fields = `array_to_string(list_transform(${names}, lambda key:
  '<Data Name="' || ${escaped('key')} || '">' || ${escaped(fieldValue)} || '</Data>'), '')`;

const dataItem = `CASE WHEN json_type("EventData") = 'OBJECT' THEN
  '<DataItem type="System.XmlData" time="' || coalesce(strftime("TimeGenerated", '%Y-%m-%dT%H:%M:%S.%f'), '')
  || '0Z"><EventData xmlns="http://schemas.microsoft.com/win/2004/08/events/event">' || ${fields}
  || '</EventData></DataItem>' ELSE coalesce("EventData"::VARCHAR, '') END`;

const parameterXml = `CASE WHEN json_type("EventData") = 'OBJECT' THEN
  array_to_string(list_transform(${names}, lambda key: '<Param>' || ${escaped(fieldValue)} || '</Param>'), '')
  ELSE '' END`;
