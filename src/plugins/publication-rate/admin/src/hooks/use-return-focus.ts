import { useState } from 'react';

/**
 * For a dialog that is opened by state: Strapi's dialogs give the focus back to their own trigger
 * alone. Call it in the component that shows the dialog, and hand the result to its content.
 */
export const useReturnFocus = (): ((event: Event) => void) => {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (opener instanceof HTMLElement) opener.focus();
  };
};
