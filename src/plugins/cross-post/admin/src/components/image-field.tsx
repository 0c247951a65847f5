import { Button, Flex, Typography } from '@strapi/design-system';
import { useStrapiApp } from '@strapi/strapi/admin';
import { useState, type ComponentType } from 'react';

import { useText } from '../text';

interface Asset {
  readonly id: number;
}

/** The media library's own dialog, which Strapi hands to plugins by name. */
type MediaDialog = ComponentType<{
  readonly allowedTypes: readonly string[];
  readonly multiple: boolean;
  readonly onClose: () => void;
  readonly onSelectAssets: (assets: readonly Asset[]) => void;
}>;

interface Props {
  readonly url: string | null;
  readonly onPick: (id: number | null) => void;
}

/** Picture of a post, cover of an article: one of the media library, or none. */
export const ImageField = ({ url, onPick }: Props) => {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const components = useStrapiApp('ImageField', (state) => state.components);
  const Dialog = components['media-library'] as MediaDialog | undefined;
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <Typography variant="pi" fontWeight="bold">
        {text('field.imageId')}
      </Typography>
      {url && (
        <img src={url} alt={text('phone.picture')} style={{ maxHeight: 96, borderRadius: 4 }} />
      )}
      <Flex gap={2}>
        <Button variant="tertiary" size="S" onClick={() => setOpen(true)}>
          {text('image.pick')}
        </Button>
        {url && (
          <Button variant="tertiary" size="S" onClick={() => onPick(null)}>
            {text('image.remove')}
          </Button>
        )}
      </Flex>
      {isOpen && Dialog && (
        <Dialog
          allowedTypes={['images']}
          multiple={false}
          onClose={() => setOpen(false)}
          onSelectAssets={([asset]) => {
            setOpen(false);
            if (asset) onPick(asset.id);
          }}
        />
      )}
    </Flex>
  );
};
