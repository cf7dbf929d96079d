"""The settings of the model as a pydantic-settings class. Imported only where a model may be configured."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from coach.llm.configuration import NAMES, OPENAI, Mode


def _key(value: SecretStr) -> SecretStr:
    if not value.get_secret_value() or value.get_secret_value().split() != [value.get_secret_value()]:
        raise ValueError("spaces in the key")
    return value


def _url(value: str) -> str:
    parts = urlsplit(value.strip())
    # An impossible port raises a ValueError of its own.
    whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and len(value.split()) == 1
    if not whole or parts.username or parts.password:
        raise ValueError("not an address")
    return value.strip().rstrip("/")


def _name(value: str) -> str:
    if not value.strip() or not value.isprintable():
        raise ValueError("not a name")
    return value.strip()


class ModelSettings(BaseSettings):
    """One model. Frozen and hashable: clients are kept by it. The key is a SecretStr and shows itself nowhere.

    `timeout`: seconds for the whole of one question, retries and all. `mode`: how a structured answer is asked for.
    `tokens`: at most so many a day; 0 is no limit. `cache`: the same question is answered by the answer it had.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, env_file_encoding="utf-8-sig", case_sensitive=True, populate_by_name=False,
        hide_input_in_errors=True,
    )  # fmt: skip

    api_key: Annotated[SecretStr, AfterValidator(_key)] = Field(validation_alias=NAMES["api_key"])
    base_url: Annotated[str, AfterValidator(_url)] = Field(OPENAI, validation_alias=NAMES["base_url"])
    name: Annotated[str, AfterValidator(_name)] = Field("gpt-4.1-mini", validation_alias=NAMES["name"])
    timeout: float = Field(20.0, ge=0.1, le=300, validation_alias=NAMES["timeout"])
    wanted: Literal["auto", "json_schema", "json_object"] = Field("auto", validation_alias=NAMES["mode"])
    tokens: int = Field(0, ge=0, validation_alias=NAMES["tokens"])
    cache: bool = Field(False, validation_alias=NAMES["cache"])
    masking: bool = Field(True, validation_alias=NAMES["masking"])

    @property
    def mode(self) -> Mode:
        """Schemas are honoured by OpenAI itself; other servers do so to different degrees, or answer 400."""
        if self.wanted != "auto":
            return self.wanted
        return "json_schema" if urlsplit(self.base_url).hostname == "api.openai.com" else "json_object"

    @property
    def host(self) -> str:
        """Where text is sent, for the user to see."""
        parts = urlsplit(self.base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment outweighs `.env`, which outweighs coach.toml (given as arguments)."""
        return env_settings, dotenv_settings, init_settings
