// case: X14-feature-contexts
// from: PotatoOfDoom/CyberFSR2#23
// family: erase-without-reset
// shape: the map owns its contexts through unique_ptr
// mode: tidy
// flags:
#include <algorithm>
#include <memory>
#include <unordered_map>
#include <vector>

typedef enum { NGX_Result_Success = 1, NGX_Result_Fail = 0 } NGX_Result;
typedef struct NGX_Handle {
	unsigned int Id;
} NGX_Handle;
struct NGX_Parameter {
	unsigned int Width = 0, Height = 0;
	float Sharpness = 0.f;
};
struct CommandList;

class ViewMatrixHook
{
public:
	explicit ViewMatrixHook(float nearPlane) : m_nearPlane(nearPlane) {}
	float GetNearPlane() const { return m_nearPlane; }

private:
	float m_nearPlane;
};

struct FeatureContext
{
	NGX_Handle Handle{};
	unsigned int DisplayWidth = 0, DisplayHeight = 0;
	std::unique_ptr<ViewMatrixHook> ViewMatrix;
	std::vector<unsigned char> ScratchBuffer;
};

class CyberFsrContext
{
public:
	static CyberFsrContext* instance()
	{
		static CyberFsrContext INSTANCE;
		return &INSTANCE;
	}

	FeatureContext* CreateContext()
	{
		const unsigned int handleId = ++lastHandle;
		auto deviceContext = std::make_unique<FeatureContext>();
		deviceContext->Handle.Id = handleId;
		return Contexts.emplace(handleId, std::move(deviceContext)).first->second.get();
	}

	FeatureContext* FindContext(const NGX_Handle* handle)
	{
		auto it = Contexts.find(handle->Id);
		return it == Contexts.end() ? nullptr : it->second.get();
	}

	void DeleteContext(NGX_Handle* handle)
	{
		const auto handleId = handle->Id;
		const auto it = std::find_if(Contexts.begin(), Contexts.end(),
			[&handleId](const auto& p) { return p.first == handleId; });
		if (it != Contexts.end())
			Contexts.erase(it);
	}

private:
	CyberFsrContext() = default;

	unsigned int lastHandle = 1000000;
	std::unordered_map<unsigned int, std::unique_ptr<FeatureContext>> Contexts;
};

void Dispatch(CommandList* list, const FeatureContext& context, float sharpness);

extern "C" NGX_Result NGX_CreateFeature(CommandList*, const NGX_Parameter* params, NGX_Handle** outHandle)
{
	auto* context = CyberFsrContext::instance()->CreateContext();
	context->DisplayWidth = params->Width;
	context->DisplayHeight = params->Height;
	context->ScratchBuffer.resize(static_cast<std::size_t>(params->Width) * params->Height);
	context->ViewMatrix = std::make_unique<ViewMatrixHook>(0.1f);
	*outHandle = &context->Handle;
	return NGX_Result_Success;
}

extern "C" NGX_Result NGX_EvaluateFeature(CommandList* list, const NGX_Handle* handle, const NGX_Parameter* params)
{
	const auto* context = CyberFsrContext::instance()->FindContext(handle);
	if (!context)
		return NGX_Result_Fail;
	Dispatch(list, *context, params->Sharpness);
	return NGX_Result_Success;
}

extern "C" NGX_Result NGX_ReleaseFeature(NGX_Handle* handle)
{
	CyberFsrContext::instance()->DeleteContext(handle);
	return NGX_Result_Success;
}
