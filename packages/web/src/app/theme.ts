import { createTheme, type MantineColorsTuple, type MantineThemeOverride } from '@mantine/core';

/** Shades of the dark scheme, from text (0) to the deepest background (9); they follow the tokens in styles.css. */
const dark: MantineColorsTuple = [
  '#e4e8ee',
  '#c5ccd7',
  '#a5afbe',
  '#8690a0',
  '#353d4a',
  '#252b36',
  '#1d222b',
  '#161a21',
  '#101318',
  '#0b0e12',
];

const small = { defaultProps: { size: 'xs' } };

export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  colors: { dark },
  fontFamily: 'var(--hb-font)',
  fontFamilyMonospace: 'var(--hb-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  headings: { fontFamily: 'var(--hb-font)', fontWeight: '600' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  components: {
    Button: small,
    TextInput: small,
    NumberInput: small,
    Select: small,
    Checkbox: small,
    Textarea: small,
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, fz: 12 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'sm' } },
    Menu: { defaultProps: { shadow: 'md' } },
  },
});
