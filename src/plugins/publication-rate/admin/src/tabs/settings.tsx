import { EditorList } from '../components/editor-list';
import { LimitChangeList } from '../components/limit-change-list';
import { LimitForm } from '../components/limit-form';
import { QueryState } from '../components/query-state';
import { Section } from '../components/section';
import { useEditors, useSettings } from '../services/api';
import { useText } from '../text';

/** Limits of the check, and who answers for which organization. */
export const SettingsTab = () => {
  const text = useText();
  const settings = useSettings(undefined, { refetchOnMountOrArgChange: true });
  const editors = useEditors(undefined, { refetchOnMountOrArgChange: true });
  return (
    <>
      <Section title={text('settings.title')} hint={text('settings.hint')}>
        <QueryState query={settings}>
          {({ limits, changes }) => (
            <>
              <LimitForm
                key={limits.map(({ id, value }) => `${id}=${value}`).join()}
                limits={limits}
              />
              <LimitChangeList limits={limits} changes={changes} />
            </>
          )}
        </QueryState>
      </Section>
      <Section title={text('editors.title')} hint={text('editors.hint')}>
        <QueryState query={editors}>{(data) => <EditorList editors={data} />}</QueryState>
      </Section>
    </>
  );
};
