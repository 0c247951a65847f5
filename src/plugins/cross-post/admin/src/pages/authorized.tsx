import { Box, Flex, Link, Loader, Typography } from '@strapi/design-system';
import { Layouts, Page, useAPIErrorHandler } from '@strapi/strapi/admin';
import { useEffect, useRef } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';

import type { ApiError } from '../components/problem';
import { useAuthorized } from '../services/channels-api';
import { useText } from '../text';

/** Where Weibo returns to after an authorisation. */
export const AuthorizedPage = () => {
  const text = useText();
  const { formatAPIError } = useAPIErrorHandler();
  const [params, setParams] = useSearchParams();
  const [finish, { data, error }] = useAuthorized();
  // A code is good for one try, and this page is drawn more than once.
  const hasBegun = useRef(false);
  const code = params.get('code');
  const state = params.get('state');

  useEffect(() => {
    if (hasBegun.current || !code || !state) return;
    hasBegun.current = true;
    void finish({ code, state });
    // The code has no business in the browser's history.
    setParams({}, { replace: true });
  }, [code, state, finish, setParams]);

  const isRefused = !hasBegun.current && !code;
  const message = error
    ? formatAPIError(error as ApiError)
    : data
      ? text('authorized.done', { name: data.name })
      : isRefused
        ? text('authorized.refused')
        : null;
  return (
    <Page.Main aria-busy={message === null}>
      <Page.Title>{text('authorized.title')}</Page.Title>
      <Layouts.Header title={text('authorized.title')} />
      <Layouts.Content>
        <Box background="neutral0" hasRadius shadow="tableShadow" padding={6} role="status">
          <Flex direction="column" alignItems="flex-start" gap={4}>
            {message === null ? (
              <Loader>{text('authorized.working')}</Loader>
            ) : (
              <Typography textColor={data ? 'success700' : 'danger700'}>{message}</Typography>
            )}
            <Link tag={RouterLink} to="/plugins/cross-post/channels">
              {text('authorized.back')}
            </Link>
          </Flex>
        </Box>
      </Layouts.Content>
    </Page.Main>
  );
};
