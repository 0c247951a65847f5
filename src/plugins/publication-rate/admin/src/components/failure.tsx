import { Box, Typography } from '@strapi/design-system';

import { useFailureText } from '../hooks/use-failure-text';

/** Under a form: why the server refused it; nothing as long as it hasn't. */
export const Failure = ({ error }: { readonly error: unknown }) => {
  const failureText = useFailureText();
  return (
    <Box role="alert">
      {error !== undefined && <Typography textColor="danger700">{failureText(error)}</Typography>}
    </Box>
  );
};
