import { hasHidden, singleLine, visibleParts } from './visible-text.js';

/**
 * Text out of a log: set apart from the text round it, in the order of its characters from left to right,
 * with hidden characters shown by their code point.
 */
export function LogText({ text, oneLine }: { readonly text: string; readonly oneLine?: boolean }) {
  if (oneLine && !hasHidden(text)) return <bdi dir="ltr">{singleLine(text)}</bdi>;
  if (!hasHidden(text)) return <bdi dir="ltr">{text}</bdi>;
  return (
    <bdi dir="ltr">
      {visibleParts(text).map((part, index) =>
        part.hidden ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no identity but their place
          <span key={index} className="hb-control-character" title="A character that would not be seen">
            {part.text}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no identity but their place
          <bdi key={index} dir="ltr">
            {oneLine ? singleLine(part.text) : part.text}
          </bdi>
        ),
      )}
    </bdi>
  );
}
