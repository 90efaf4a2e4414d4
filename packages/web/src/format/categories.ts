/** Ten hues that stand apart on both backgrounds, also for most who see colours differently. */
export const categories: Readonly<Record<'light' | 'dark', readonly string[]>> = {
  light: ['#3453c7', '#c4570c', '#0f7f76', '#a8336f', '#6d7a12', '#6a4bb8', '#b3202c', '#2c7fb0', '#8a5a2b', '#4b5563'],
  dark: ['#8ea6ff', '#f59a5b', '#4fc7b8', '#ee88bd', '#bccb52', '#b69cf5', '#ff8585', '#73c1ee', '#d3a373', '#aab4c3'],
};
