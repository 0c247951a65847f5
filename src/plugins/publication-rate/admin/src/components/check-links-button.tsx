import { Button } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';

import { useFailureText } from '../hooks/use-failure-text';
import { useMay } from '../hooks/use-may';
import { useCheckLinks } from '../services/api';
import { useText } from '../text';

/** Has broken links tried again at once, for those who may configure. */
export const CheckLinksButton = () => {
  const text = useText();
  const failureText = useFailureText();
  const mayConfigure = useMay('configure');
  const [check, { isLoading }] = useCheckLinks();
  const { toggleNotification } = useNotification();
  if (!mayConfigure) return null;
  const start = async (): Promise<void> => {
    const answer = await check();
    if ('error' in answer) {
      toggleNotification({ type: 'danger', message: failureText(answer.error) });
    } else {
      toggleNotification({ type: 'success', message: text('links.started') });
    }
  };
  return (
    <Button data-no-print variant="secondary" loading={isLoading} onClick={() => void start()}>
      {text('links.check')}
    </Button>
  );
};
