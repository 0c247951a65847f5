import { Box, Button, Field, Flex, Grid, Textarea, TextInput } from '@strapi/design-system';
import { useEffect, useRef, useState, type ComponentType } from 'react';

import type { DeliveryVariant, Variant, VariantFields } from '../../../shared/contracts/flow';
import { useCheck, useEdit, useRegenerate } from '../services/flow-api';
import { useText } from '../text';
import { ApproveButton } from './approve-button';
import { ImageField } from './image-field';
import { PhoneFrame, VariantIssues } from './phone-frame';
import { useAct } from './use-act';

const CHECK_DELAY_MS = 400;

/** Counts and warnings of what is being written, from the server that will judge it. */
const useLive = (saved: DeliveryVariant, change: VariantFields): Variant => {
  const [check] = useCheck();
  const [checked, setChecked] = useState<Variant>(saved);
  const { documentId } = saved.delivery;
  useEffect(() => {
    if (Object.keys(change).length === 0) {
      setChecked(saved);
      return undefined;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      void check({ documentId, fields: change }).then((result) => {
        if (isCurrent && 'data' in result) setChecked(result.data);
      });
    }, CHECK_DELAY_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [change, saved, documentId, check]);
  return checked;
};

/** The article's text, written where it is read. The server cleans what is pasted here. */
const ArticleBody = ({
  html,
  onChange,
}: {
  readonly html: string;
  readonly onChange: (html: string) => void;
}) => {
  const text = useText();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // React must not write into what a person is writing in.
    if (ref.current && ref.current.innerHTML !== html) ref.current.innerHTML = html;
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <div
      ref={ref}
      contentEditable
      suppressContentEditableWarning
      role="textbox"
      aria-multiline
      aria-label={text('field.html')}
      style={{ outline: '1px dashed #8e8ea9', outlineOffset: 6, minHeight: 120 }}
      onInput={({ currentTarget }) => onChange(currentTarget.innerHTML)}
    />
  );
};

interface FormProps {
  readonly variant: Variant;
  readonly change: VariantFields;
  readonly onChange: (change: VariantFields) => void;
}

const WeiboForm = ({ variant, change, onChange }: FormProps) => {
  const text = useText();
  return (
    <Field.Root name="text" hint={text('field.textHint', { url: variant.canonicalUrl })}>
      <Field.Label>{text('field.text')}</Field.Label>
      <Textarea
        value={change.text ?? variant.fields.text ?? ''}
        onChange={({ target }) => onChange({ ...change, text: target.value })}
      />
      <Field.Hint />
    </Field.Root>
  );
};

const WechatForm = ({ variant, change, onChange }: FormProps) => {
  const text = useText();
  return (
    <>
      {(['title', 'author'] as const).map((name) => (
        <Field.Root key={name} name={name}>
          <Field.Label>{text(`field.${name}`)}</Field.Label>
          <TextInput
            value={change[name] ?? variant.fields[name] ?? ''}
            onChange={({ target }) => onChange({ ...change, [name]: target.value })}
          />
        </Field.Root>
      ))}
      <Field.Root name="digest">
        <Field.Label>{text('field.digest')}</Field.Label>
        <Textarea
          value={change.digest ?? variant.fields.digest ?? ''}
          onChange={({ target }) => onChange({ ...change, digest: target.value })}
        />
      </Field.Root>
      <Field.Root name="html" hint={text('field.htmlHint')}>
        <Field.Hint />
      </Field.Root>
    </>
  );
};

const FORMS: Readonly<Record<Variant['kind'], ComponentType<FormProps>>> = {
  weibo: WeiboForm,
  wechat: WechatForm,
};

/** A post's words beside the phone that shows them, with live counts; saving asks for approval anew. */
export const VariantEditor = ({ saved }: { readonly saved: DeliveryVariant }) => {
  const text = useText();
  const act = useAct();
  const [change, setChange] = useState<VariantFields>({});
  const [edit, editing] = useEdit();
  const [regenerate, regenerating] = useRegenerate();
  const live = useLive(saved, change);
  const { documentId, channelName } = saved.delivery;
  const { contentHash, canEdit } = saved;
  const isDirty = Object.keys(change).length > 0;
  const Form = FORMS[saved.kind];
  // What is being written stays as it is typed; the rest is as the server sees it.
  const shown: Variant = { ...live, fields: { ...live.fields, ...change } };

  return (
    <Grid.Root gap={6}>
      <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
        <Flex direction="column" alignItems="stretch" gap={4}>
          {canEdit && (
            <>
              <Form variant={saved} change={change} onChange={setChange} />
              <ImageField
                url={live.imageUrl}
                onPick={(imageId) => setChange({ ...change, imageId })}
              />
            </>
          )}
          <VariantIssues variant={live} />
          {canEdit && (
            <Flex gap={3} wrap="wrap">
              <Button
                loading={editing.isLoading}
                disabled={!isDirty}
                variant="secondary"
                onClick={() =>
                  void act(edit({ documentId, contentHash, fields: change }), text('edit.done'))
                }
              >
                {text('edit.save')}
              </Button>
              <Button
                variant="tertiary"
                loading={regenerating.isLoading}
                onClick={() =>
                  void act(regenerate({ documentId, contentHash }), text('edit.regenerated'))
                }
              >
                {text('edit.regenerate')}
              </Button>
            </Flex>
          )}
          <Box paddingTop={2}>
            <ApproveButton variant={saved} isDirty={isDirty} />
          </Box>
        </Flex>
      </Grid.Item>
      <Grid.Item col={6} xs={12} direction="column" alignItems="center">
        <PhoneFrame
          variant={shown}
          account={channelName}
          body={
            canEdit && saved.fields.html !== undefined ? (
              <ArticleBody
                html={saved.fields.html}
                onChange={(html) => setChange((before) => ({ ...before, html }))}
              />
            ) : undefined
          }
        />
      </Grid.Item>
    </Grid.Root>
  );
};
