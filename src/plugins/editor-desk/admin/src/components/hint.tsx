import { useIntl } from 'react-intl';

/** A hint, by its Chinese text. */
export const Hint = ({ text }: { readonly text: string }) => {
  const { formatMessage } = useIntl();
  return <>{formatMessage({ id: text, defaultMessage: text })}</>;
};
