import {
  Button,
  Checkbox,
  Field,
  Grid,
  Modal,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system';
import { useState, type ReactElement } from 'react';

import {
  ACCOUNT_KINDS,
  CHANNEL_MODES,
  type AccountKind,
  type ChannelSummary,
} from '../../../shared/contracts/deliveries';
import { useChangeChannel, useCreateChannel, type AccountInput } from '../services/channels-api';
import { useText, type TextKey } from '../text';
import { useAct } from './use-act';

type FieldName = Exclude<keyof AccountInput, 'kind' | 'mode' | 'accountKind' | 'confirmMassSend'>;

const FIELDS: Readonly<Record<ChannelSummary['kind'], readonly FieldName[]>> = {
  wechat: ['name', 'appId', 'appSecret', 'callbackToken', 'encodingAesKey'],
  weibo: ['name', 'appKey', 'appSecret', 'safeDomain', 'rip'],
};
const SECRETS: readonly FieldName[] = ['appSecret', 'callbackToken', 'encodingAesKey'];
const OPTIONAL: readonly FieldName[] = ['callbackToken', 'encodingAesKey'];

/** What is shown of an account that is there; its secrets never are. */
const shownOf = (channel: ChannelSummary): AccountInput => ({
  name: channel.name,
  mode: channel.mode,
  ...(channel.settings.accountKind ? { accountKind: channel.settings.accountKind } : {}),
  appKey: channel.settings.appKey ?? '',
  safeDomain: channel.settings.safeDomain ?? '',
  rip: channel.settings.rip ?? '',
});

const isStored = (channel: ChannelSummary | null, name: FieldName): boolean => {
  if (!channel) return false;
  if (name === 'callbackToken') return channel.settings.hasCallbackToken;
  if (name === 'encodingAesKey') return channel.settings.hasEncodingAesKey;
  return name === 'appSecret';
};

const massSendOf = (input: AccountInput): AccountInput => ({
  confirmMassSend: input.confirmMassSend === true,
  accountKind: input.accountKind ?? 'subscription',
});

/** The members that this kind of account has; an untouched secret is left out. */
const bodyOf = (
  input: AccountInput,
  kind: ChannelSummary['kind'],
  channel: ChannelSummary | null,
): AccountInput => {
  const names = FIELDS[kind].filter((name) => !(channel && name === 'appId'));
  const entries = names
    .map((name) => [name, input[name] ?? ''] as const)
    .filter(([, value]) => value !== '');
  return {
    ...Object.fromEntries(entries),
    ...(channel ? {} : { kind }),
    ...(kind === 'wechat' ? { mode: input.mode ?? 'publish' } : {}),
    ...(input.mode === 'mass-send' ? massSendOf(input) : {}),
  };
};

interface FormProps {
  readonly channel: ChannelSummary | null;
  readonly onDone: () => void;
}

const Form = ({ channel, onDone }: FormProps) => {
  const text = useText();
  const act = useAct();
  const [kind, setKind] = useState<ChannelSummary['kind']>(channel?.kind ?? 'wechat');
  const [input, setInput] = useState<AccountInput>(
    channel ? shownOf(channel) : { mode: 'publish' },
  );
  const [create, creating] = useCreateChannel();
  const [save, saving] = useChangeChannel();
  const change = (more: AccountInput): void => setInput({ ...input, ...more });

  const submit = async (): Promise<void> => {
    const account = bodyOf(input, kind, channel);
    const mutation = channel ? save({ documentId: channel.documentId, account }) : create(account);
    if (await act(mutation, text('account.saved'))) onDone();
  };
  const names = FIELDS[kind].filter((name) => !(channel && name === 'appId'));
  const isMassSend = kind === 'wechat' && input.mode === 'mass-send';

  return (
    <>
      <Modal.Body>
        <Grid.Root gap={4}>
          {!channel && (
            <Grid.Item col={12} direction="column" alignItems="stretch">
              <Field.Root name="kind">
                <Field.Label>{text('account.kind')}</Field.Label>
                <SingleSelect
                  value={kind}
                  onChange={(value) => setKind(String(value) as ChannelSummary['kind'])}
                >
                  <SingleSelectOption value="wechat">{text('account.wechat')}</SingleSelectOption>
                  <SingleSelectOption value="weibo">{text('account.weibo')}</SingleSelectOption>
                </SingleSelect>
              </Field.Root>
            </Grid.Item>
          )}
          {names.map((name) => (
            <Grid.Item key={`${kind}-${name}`} col={6} direction="column" alignItems="stretch">
              <Field.Root
                name={name}
                required={!OPTIONAL.includes(name) && !isStored(channel, name)}
                hint={
                  isStored(channel, name)
                    ? text('account.stored')
                    : text(`account.${name}Hint` as TextKey)
                }
              >
                <Field.Label>{text(`account.${name}` as TextKey)}</Field.Label>
                <TextInput
                  type={SECRETS.includes(name) ? 'password' : 'text'}
                  autoComplete="off"
                  value={input[name] ?? ''}
                  onChange={({ target }) => change({ [name]: target.value })}
                />
                <Field.Hint />
              </Field.Root>
            </Grid.Item>
          ))}
          {kind === 'wechat' && (
            <Grid.Item col={6} direction="column" alignItems="stretch">
              <Field.Root name="mode" hint={text('account.modeHint')}>
                <Field.Label>{text('account.mode')}</Field.Label>
                <SingleSelect
                  value={input.mode ?? 'publish'}
                  onChange={(value) =>
                    change({
                      mode: String(value) as ChannelSummary['mode'],
                      confirmMassSend: false,
                    })
                  }
                >
                  {CHANNEL_MODES.map((mode) => (
                    <SingleSelectOption key={mode} value={mode}>
                      {text(`mode.${mode}`)}
                    </SingleSelectOption>
                  ))}
                </SingleSelect>
                <Field.Hint />
              </Field.Root>
            </Grid.Item>
          )}
          {isMassSend && (
            <Grid.Item col={6} direction="column" alignItems="stretch">
              <Field.Root name="accountKind" hint={text('account.accountKindHint')}>
                <Field.Label>{text('account.accountKind')}</Field.Label>
                <SingleSelect
                  value={input.accountKind ?? 'subscription'}
                  onChange={(value) => change({ accountKind: String(value) as AccountKind })}
                >
                  {ACCOUNT_KINDS.map((accountKind) => (
                    <SingleSelectOption key={accountKind} value={accountKind}>
                      {text(`accountKind.${accountKind}`)}
                    </SingleSelectOption>
                  ))}
                </SingleSelect>
                <Field.Hint />
              </Field.Root>
            </Grid.Item>
          )}
          {isMassSend && (
            <Grid.Item col={12}>
              <Checkbox
                checked={input.confirmMassSend === true}
                onCheckedChange={(value) => change({ confirmMassSend: value === true })}
              >
                {text('account.confirmMassSend')}
              </Checkbox>
            </Grid.Item>
          )}
        </Grid.Root>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{text('action.close')}</Button>
        </Modal.Close>
        <Button
          loading={creating.isLoading || saving.isLoading}
          disabled={isMassSend && input.confirmMassSend !== true}
          onClick={() => void submit()}
        >
          {text('account.save')}
        </Button>
      </Modal.Footer>
    </>
  );
};

interface Props {
  /** The account to change; null: a new one. */
  readonly channel: ChannelSummary | null;
  readonly trigger: ReactElement;
}

/** Enters a new account, or changes one. */
export const AccountForm = ({ channel, trigger }: Props) => {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <Modal.Root open={isOpen} onOpenChange={setOpen}>
      <Modal.Trigger>{trigger}</Modal.Trigger>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>
            {channel ? text('account.change', { name: channel.name }) : text('account.new')}
          </Modal.Title>
        </Modal.Header>
        <Form channel={channel} onDone={() => setOpen(false)} />
      </Modal.Content>
    </Modal.Root>
  );
};
