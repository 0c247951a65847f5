/**
 * Blue for what can be pressed; Strapi's red stays what it is, a warning. White on each button
 * colour and each text colour on its ground have a contrast of 4.5 : 1 or more.
 */
const focus = (colour: string): string =>
  ['2px 0', '0 2px', '-2px 0', '0 -2px'].map((at) => `inset ${at} 0 ${colour}`).join(', ');

export const lightColours = {
  colors: {
    primary100: '#eef4fb',
    primary200: '#cfdff2',
    primary500: '#3d72b4',
    primary600: '#1f4e8c',
    primary700: '#163a69',
    buttonPrimary500: '#2f63a6',
    buttonPrimary600: '#1f4e8c',
  },
  shadows: { focus: focus('#1f4e8c') },
};

export const darkColours = {
  colors: {
    primary100: '#1b2638',
    primary200: '#3a5377',
    primary500: '#3d72b4',
    primary600: '#8ab4e8',
    primary700: '#b3d0f2',
    buttonPrimary500: '#3d72b4',
    buttonPrimary600: '#2f63a6',
  },
  shadows: { focus: focus('#8ab4e8') },
};
