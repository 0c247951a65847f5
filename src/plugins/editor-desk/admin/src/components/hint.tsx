import { useIntl } from 'react-intl';

/** A hint, by its Chinese text. */
export const Hint = ({ text }: { readonly text: string }) => {
  const intl = useIntl();
  return <>{intl.formatMessage({ id: text, defaultMessage: text })}</>;
};
